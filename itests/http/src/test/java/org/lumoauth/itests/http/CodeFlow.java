package org.lumoauth.itests.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A user who signs in to an application of a tenant and lets it stay (RFC 6749 section 4.1). */
final class CodeFlow {
  private static final String REDIRECT_URI = "https://app.example.com/cb";
  private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
  private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
  private static final Pattern CODE = Pattern.compile("[?&]code=([^&]+)");

  private final Tenant tenant;
  private final Browser browser;
  private final JsonNode client;

  private CodeFlow(Tenant tenant, Browser browser, JsonNode client) {
    this.tenant = tenant;
    this.browser = browser;
    this.client = client;
  }

  /** Signs a user of the tenant in, and gives the tokens that the application gets. */
  static JsonNode run(Server server, Tenant tenant, String email, String password) {
    JsonNode client =
        tenant
            .admin()
            .post(
                "/admin/clients",
                Map.of(
                    "name", "Leaky",
                    "redirectUris", List.of(REDIRECT_URI),
                    "grantTypes", List.of("authorization_code", "refresh_token"),
                    "allowedScopes", List.of("openid", "offline_access")))
            .expect(201)
            .data();
    Browser browser =
        new Browser(server.base())
            .open("/t/" + tenant.slug() + "/login")
            .submit("identifier", email)
            .submit("password", password);
    return new CodeFlow(tenant, browser, client).tokens();
  }

  private JsonNode tokens() {
    browser.openOnly(
        tenant.admin().base()
            + "/oauth/authorize?"
            + encoded(
                Map.of(
                    "client_id", client.path("clientId").asText(),
                    "redirect_uri", REDIRECT_URI,
                    "response_type", "code",
                    "scope", "openid offline_access",
                    "prompt", "consent",
                    "state", "st",
                    "nonce", "n",
                    "code_challenge", CHALLENGE,
                    "code_challenge_method", "S256")));
    goOn();
    if (browser.status() == 200) {
      browser.submitOnly("decision", "allow");
      goOn();
    }
    Matcher code = CODE.matcher(browser.location());
    if (!code.find()) {
      throw new AssertionError("no code: " + browser.location() + browser.text());
    }
    return tenant
        .admin()
        .with("Authorization", basic())
        .form(
            "/oauth/token",
            encoded(
                Map.of(
                    "grant_type",
                    "authorization_code",
                    "code",
                    code.group(1),
                    "redirect_uri",
                    REDIRECT_URI,
                    "code_verifier",
                    VERIFIER)))
        .expect(200)
        .body();
  }

  private String basic() {
    String credentials = client.path("clientId").asText() + ":" + client.path("secret").asText();
    return "Basic "
        + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
  }

  /** Follows where the server leads, but not to the application. */
  private void goOn() {
    while (browser.status() == 303 && !browser.location().startsWith(REDIRECT_URI)) {
      browser.openOnly(browser.location());
    }
  }

  private static String encoded(Map<String, String> parameters) {
    return new TreeMap<>(parameters)
        .entrySet().stream()
            .map(
                parameter ->
                    parameter.getKey()
                        + "="
                        + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
  }
}
