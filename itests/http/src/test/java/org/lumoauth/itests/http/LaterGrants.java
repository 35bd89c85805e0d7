package org.lumoauth.itests.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lumoauth.itests.http.GrantTrial.Scene;
import org.lumoauth.testkit.builder.JwtSigner;

/** How grants are tried that take more than a code: somebody's word, a token, another device. */
final class LaterGrants {
  static final String JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer";
  static final String TOKEN_EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
  static final String CIBA = "urn:openid:params:grant-type:ciba";

  private static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";
  private static final String ISSUER = "https://idp.example.com";
  private static final String ISSUERS = "/admin/oauth/trusted-issuers";
  private static final JwtSigner KEY = JwtSigner.es256("k1");
  private static final Pattern REQUEST = Pattern.compile("/t/[a-z0-9-]+/ciba/apr_[0-9A-Z]+");
  private static final long LIFETIME = 300;

  private LaterGrants() {}

  /** An issuer outside says that it is the person (RFC 7523). */
  static Supplier<Api.Answer> jwtBearer(Scene scene) {
    trust(scene);
    long now = Instant.now().getEpochSecond();
    String assertion =
        KEY.sign(
            Map.of(
                "iss",
                ISSUER,
                "sub",
                "employee-7",
                "aud",
                scene.tenant().admin().base(),
                "iat",
                now,
                "exp",
                now + LIFETIME,
                "jti",
                UUID.randomUUID().toString()));
    return () -> scene.app().token(Map.of("grant_type", JWT_BEARER, "assertion", assertion));
  }

  /** A token of the person's becomes another (RFC 8693). */
  static Supplier<Api.Answer> exchange(Scene scene) {
    scene
        .tenant()
        .admin()
        .patch(
            "/admin/clients/" + scene.app().id(),
            Map.of("metadata", Map.of("token_exchange_sources", List.of("*"))))
        .expect(200);
    JsonNode tokens = scene.signedIn().tokens(scene.app());
    return () ->
        scene
            .app()
            .token(
                Map.of(
                    "grant_type", TOKEN_EXCHANGE,
                    "subject_token", tokens.path("access_token").asText(),
                    "subject_token_type", ACCESS_TOKEN));
  }

  /** A platform says that a job of its is an agent. */
  static Supplier<Api.Answer> workload(Scene scene) {
    Workload agent = Workload.register(scene.tenant(), Map.of());
    agent.trust(
        "oidc",
        Map.of(
            "issuer", ISSUER,
            "subjects", List.of("job-7"),
            "jwks", Map.of("keys", List.of(KEY.jwk()))));
    long now = Instant.now().getEpochSecond();
    String token =
        KEY.sign(
            Map.of(
                "iss",
                ISSUER,
                "sub",
                "job-7",
                "aud",
                scene.tenant().admin().base(),
                "iat",
                now,
                "exp",
                now + LIFETIME));
    return () -> agent.exchange("oidc", token, Map.of());
  }

  /** The person says yes on another device (OpenID Connect CIBA). */
  static Supplier<Api.Answer> onAnotherDevice(Scene scene) {
    JsonNode asked =
        scene
            .app()
            .api()
            .form(
                "/oauth/bc-authorize",
                Query.of(Map.of("scope", App.SCOPE, "login_hint", scene.person().email())))
            .expect(200)
            .body();
    Browser browser = scene.signedIn().browser().open("/t/" + scene.tenant().slug() + "/ciba");
    Matcher request = REQUEST.matcher(browser.text());
    if (!request.find()) {
      throw new AssertionError(browser.text());
    }
    browser.open(request.group()).submit("decision", "allow");
    return () ->
        scene
            .app()
            .token(Map.of("grant_type", CIBA, "auth_req_id", asked.path("auth_req_id").asText()));
  }

  /** The path of the trusted issuer in the admin API. */
  static String issuer(Scene scene) {
    JsonNode known = scene.tenant().admin().get(ISSUERS).expect(200).data();
    return ISSUERS + "/" + known.path(0).path("id").asText();
  }

  private static void trust(Scene scene) {
    Api admin = scene.tenant().admin();
    if (!admin.get(ISSUERS).expect(200).data().isEmpty()) {
      return;
    }
    admin
        .post(
            ISSUERS,
            Map.of(
                "issuer", ISSUER,
                "jwks", Map.of("keys", List.of(KEY.jwk())),
                "clients", List.of(scene.app().id()),
                "scopes", List.of("openid"),
                "maxLifetime", 2 * LIFETIME))
        .expect(201);
    admin
        .post(
            issuer(scene) + "/subjects",
            Map.of("subject", "employee-7", "userId", scene.person().id()))
        .expect(201);
  }
}
