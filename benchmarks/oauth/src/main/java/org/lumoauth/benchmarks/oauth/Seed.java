/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.benchmarks.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Creates a tenant, users and a client in a running LumoAuth, signs a user in, and writes the data
 * for the load test as a Lua table, with the data for {@link SignAhead} in a second file. Prints
 * the tenant's key. With {@code again} and that key, the existing tenant and users are used: tokens
 * live for minutes, and a load test consumes them.
 */
public final class Seed {
  static final String REDIRECT_URI = "https://app.example.com/cb";
  // RFC 7636 appendix B.
  private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
  private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
  private static final Pattern CODE = Pattern.compile("[?&]code=([^&]+)");
  private static final int SIGN_IN_USERS = 64;
  private static final int REFRESH_TOKENS = 512;

  private final String base;
  private final String slug;
  private final Api admin;

  private Seed(String base, String slug, Api admin) {
    this.base = base;
    this.slug = slug;
    this.admin = admin;
  }

  public static void main(String[] arguments) throws Exception {
    var base = arguments[0];
    var slug = arguments[2];
    boolean again = arguments.length > 4 && arguments[4].equals("again");
    String key = again ? arguments[1] : tenant(base, arguments[1], slug);
    var seed = new Seed(base, slug, new Api(base + "/t/" + slug + "/api/v1", "Bearer " + key));
    if (!again) {
      seed.users();
    }
    Files.writeString(Path.of(arguments[3]), seed.lua(Path.of(arguments[3] + ".signing")));
    System.out.println(key); // For further programs with this tenant.
  }

  private static String tenant(String base, String operator, String slug)
      throws IOException, InterruptedException {
    return new Api(base, "Bearer " + operator)
        .post("/api/v1/platform/tenants", Map.of("slug", slug, "name", "Bench"))
        .path("apiKey")
        .asText();
  }

  private void users() throws IOException, InterruptedException {
    for (int i = 0; i < SIGN_IN_USERS; i++) {
      admin.post(
          "/admin/users", Map.of("email", Person.numbered(i).email(), "password", Person.PASSWORD));
    }
  }

  private String lua(Path signingFile) throws IOException, InterruptedException, JOSEException {
    JsonNode client =
        admin
            .post(
                "/admin/clients",
                Map.of(
                    "name", "Load",
                    "redirectUris", List.of(REDIRECT_URI),
                    "grantTypes",
                        List.of("authorization_code", "refresh_token", "client_credentials"),
                    "allowedScopes", List.of("openid", "email", "offline_access"),
                    "metadata",
                        Map.of("first_party", true, "id_token_signed_response_alg", "ES256")))
            .path("data");
    var basic = Api.basic(client.path("clientId").asText(), client.path("secret").asText());
    var visitor = new Visitor(base);
    if (!visitor.signIn(slug, Person.numbered(0).email(), Person.PASSWORD)) {
      throw new IOException("the first sign-in failed");
    }
    var callers = admin.as(basic);
    var authorize = authorize(client.path("clientId").asText());
    var refresh = new ArrayList<String>();
    JsonNode tokens = null;
    for (int i = 0; i < REFRESH_TOKENS; i++) {
      tokens = exchange(callers, code(visitor, authorize));
      refresh.add(quoted(tokens.path("refresh_token").asText()));
    }
    var signing = Signing.withNewKey();
    String issuer = base + "/t/" + slug + "/api/v1";
    String proof = signing.proof("POST", issuer + "/oauth/token", Instant.now());
    String bound =
        exchange(callers.with("DPoP", proof), code(visitor, authorize))
            .path("access_token")
            .asText();
    Files.write(
        signingFile, List.of(signing.key().toJSONString(), signingClient(signing), issuer, bound));
    return "return {\n"
        + line("api", URI.create(base + "/t/" + slug + "/api/v1").getPath())
        + line("basic", basic)
        + line("cookie", visitor.cookies())
        + line("login", "/t/" + slug + "/login")
        + line("password", Person.PASSWORD)
        + line("authorize", authorize)
        + line("exchange", "&" + Visitor.encoded(redemption()))
        + line("user_token", tokens.path("access_token").asText())
        + line("bound_token", bound)
        + "  refresh = { "
        + String.join(", ", refresh)
        + " },\n}\n";
  }

  /** Creates a client that authenticates with this key and returns its id. */
  private String signingClient(Signing signing) throws IOException, InterruptedException {
    Map<String, Object> keys = Map.of("keys", List.of(signing.key().toPublicJWK().toJSONObject()));
    return admin
        .post(
            "/admin/clients",
            Map.of(
                "name", "Signing",
                "grantTypes", List.of("client_credentials"),
                "tokenEndpointAuthMethods", List.of("private_key_jwt"),
                "metadata", Map.of("jwks", keys)))
        .path("data")
        .path("clientId")
        .asText();
  }

  private String authorize(String clientId) {
    return "/t/"
        + slug
        + "/api/v1/oauth/authorize?"
        + request(clientId, "openid email offline_access");
  }

  /** Returns the parameters of an authorization request. */
  static String request(String clientId, String scope) {
    return Visitor.encoded(
        Map.of(
            "client_id",
            clientId,
            "redirect_uri",
            REDIRECT_URI,
            "response_type",
            "code",
            "scope",
            scope,
            "state",
            "st",
            "nonce",
            "n",
            "code_challenge",
            CHALLENGE,
            "code_challenge_method",
            "S256"));
  }

  private static String code(Visitor visitor, String authorize)
      throws IOException, InterruptedException {
    var answer = visitor.openOnly(authorize);
    var location = answer.headers().firstValue("Location").orElse("");
    var code = CODE.matcher(location);
    if (!code.find()) {
      throw new IOException("no code: " + answer.statusCode() + " " + location);
    }
    return code.group(1);
  }

  /** Returns the parameters of a token request for a code. */
  static Map<String, String> redemption() {
    return Map.of("redirect_uri", REDIRECT_URI, "code_verifier", VERIFIER);
  }

  private static JsonNode exchange(Api client, String code)
      throws IOException, InterruptedException {
    return client.form(
        "/oauth/token",
        Map.of(
            "grant_type", "authorization_code",
            "code", code,
            "redirect_uri", REDIRECT_URI,
            "code_verifier", VERIFIER));
  }

  static String line(String name, String value) {
    return "  " + name + " = " + quoted(value) + ",\n";
  }

  static String quoted(String value) {
    return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
