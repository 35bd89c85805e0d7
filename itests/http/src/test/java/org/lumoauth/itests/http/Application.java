package org.lumoauth.itests.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A client of a tenant, with what it sends in every request. */
record Application(Api api, String clientId, Map<String, String> always) {
  static final String REDIRECT_URI = "https://app.example.com/cb";
  static final String DEVICE = "urn:ietf:params:oauth:grant-type:device_code";

  private static final String SCOPE = "openid profile email offline_access";
  // The pair of RFC 7636 appendix B.
  private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
  private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

  /** Registers one that has a secret, unless {@code more} says otherwise. */
  static Application register(Tenant tenant, Map<String, Object> more) {
    Map<String, Object> body =
        new HashMap<>(
            Map.of(
                "name", "Notes",
                "redirectUris", List.of(REDIRECT_URI),
                "grantTypes",
                    List.of("authorization_code", "refresh_token", "client_credentials", DEVICE),
                "allowedScopes", List.of(SCOPE.split(" "))));
    body.putAll(more);
    JsonNode made = tenant.admin().post("/admin/clients", body).expect(201).data();
    String id = made.path("clientId").asText();
    Api api = new Api(tenant.admin().base(), Map.of());
    if (more.containsKey("tokenEndpointAuthMethods")) {
      return new Application(api, id, Map.of("client_id", id));
    }
    String pair = id + ":" + made.path("secret").asText();
    String basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    return new Application(api.with("Authorization", "Basic " + basic), id, Map.of());
  }

  /** The same by another connection. */
  Application over(Api other) {
    return new Application(other, clientId, always);
  }

  /** Lets a person who is signed in grant access, and gives the code for that. */
  String code(Browser browser) {
    browser.openOnly(
        URI.create(api.base()).getPath()
            + "/oauth/authorize?"
            + encoded(
                Map.of(
                    "client_id", clientId,
                    "redirect_uri", REDIRECT_URI,
                    "response_type", "code",
                    "scope", SCOPE,
                    "prompt", "consent",
                    "code_challenge", CHALLENGE,
                    "code_challenge_method", "S256")));
    goOn(browser);
    browser.submitOnly("decision", "allow");
    goOn(browser);
    String query = URI.create(browser.location()).getRawQuery();
    return Arrays.stream(query.split("&"))
        .filter(pair -> pair.startsWith("code="))
        .map(pair -> URLDecoder.decode(pair.substring(5), StandardCharsets.UTF_8))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no code: " + browser.location()));
  }

  Api.Answer redeem(String code) {
    return token(
        Map.of(
            "grant_type", "authorization_code",
            "code", code,
            "redirect_uri", REDIRECT_URI,
            "code_verifier", VERIFIER));
  }

  Api.Answer refresh(JsonNode tokens) {
    String token = tokens.path("refresh_token").asText();
    return token(Map.of("grant_type", "refresh_token", "refresh_token", token));
  }

  Api.Answer poll(JsonNode device) {
    String code = device.path("device_code").asText();
    return token(Map.of("grant_type", DEVICE, "device_code", code));
  }

  Api.Answer token(Map<String, String> parameters) {
    return ask("/oauth/token", parameters);
  }

  Api.Answer ask(String path, Map<String, String> parameters) {
    Map<String, String> all = new TreeMap<>(parameters);
    all.putAll(always);
    return api.form(path, encoded(all));
  }

  /** Follows where the server leads, but not to the application. */
  private static void goOn(Browser browser) {
    while (browser.status() == 303 && !browser.location().startsWith(REDIRECT_URI)) {
      browser.openOnly(browser.location());
    }
  }

  private static String encoded(Map<String, String> parameters) {
    return new TreeMap<>(parameters)
        .entrySet().stream()
            .map(
                each ->
                    each.getKey()
                        + "="
                        + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
  }
}
