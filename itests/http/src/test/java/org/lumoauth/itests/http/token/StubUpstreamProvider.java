/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.token;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.lumoauth.itests.http.fixture.FederatedTenant;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.FormParameters;
import org.lumoauth.itests.http.support.StubSite;
import org.lumoauth.itests.http.support.TestBrowser;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.TestTenant;
import org.lumoauth.testkit.builder.TestJwtSigner;

/** An OpenID provider at the site by which a tenant's people sign in; it gives what it is told. */
final class StubUpstreamProvider {
  private static final String PATH = "/upstream";
  private static final String CLIENT = "lumoauth-there";
  private static final long LIFETIME = 60;

  private final TestServer server;
  private final StubSite site;
  private final TestTenant tenant;
  private final TestJwtSigner key;
  private TestBrowser left;
  private Map<String, String> asked = Map.of();
  private volatile String idToken = "";
  private volatile Map<String, String> redeemed = Map.of();

  StubUpstreamProvider(TestServer server, StubSite site, TestTenant tenant, TestJwtSigner key) {
    this.server = server;
    this.site = site;
    this.tenant = tenant;
    this.key = key;
    says("/.well-known/openid-configuration", metadata());
    says("/keys", Map.of("keys", List.of(key.jwk())));
    site.answer(PATH + "/token", this::token);
    tenant
        .admin()
        .post(
            "/admin/social-providers",
            Map.of(
                "provider",
                "upstream",
                "issuerUrl",
                site.address(PATH),
                "clientId",
                CLIENT,
                "jitProvisioningEnabled",
                true,
                "providerConfig",
                Map.of("tokenEndpointAuthMethod", "private_key_jwt")))
        .expect(201);
  }

  private Map<String, Object> metadata() {
    return Map.of(
        "issuer", site.address(PATH),
        "authorization_endpoint", site.address(PATH + "/authorize"),
        "token_endpoint", site.address(PATH + "/token"),
        "jwks_uri", site.address(PATH + "/keys"));
  }

  private void says(String path, Map<String, Object> document) {
    site.answer(PATH + path, exchange -> send(exchange, document));
  }

  private void token(HttpExchange exchange) throws IOException {
    String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    redeemed = FormParameters.in(site.address("/?" + form));
    send(exchange, Map.of("access_token", "x", "token_type", "Bearer", "id_token", idToken));
  }

  private static void send(HttpExchange exchange, Map<String, Object> document) throws IOException {
    byte[] body = ApiClient.JSON.writeValueAsBytes(document);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
  }

  /** An ID token for a sign-in that begins with it. */
  String idTokenOfASignIn() {
    leave();
    return idToken();
  }

  /** One for the sign-in that began last. */
  String idToken() {
    long now = Instant.now().getEpochSecond();
    return key.sign(
        Map.of("kid", key.kid(), "typ", "JWT"),
        Map.of(
            "iss",
            site.address(PATH),
            "aud",
            CLIENT,
            "sub",
            "staff-7",
            "nonce",
            asked.getOrDefault("nonce", ""),
            "iat",
            now,
            "exp",
            now + LIFETIME,
            "email",
            "staff-7@example.com",
            "email_verified",
            true));
  }

  /** Somebody comes back, and their provider gives this as their ID token: their account page. */
  ApiClient.Answer completeSignInWith(String jwt) {
    if (left == null) {
      leave();
    }
    idToken = jwt;
    TestBrowser browser = left;
    left = null;
    browser.openOnly(
        callback() + "?" + FormParameters.of(Map.of("code", "c", "state", asked.get("state"))));
    FederatedTenant.follow(browser);
    String cookies =
        browser.cookies().entrySet().stream()
            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
            .reduce("none=", (one, other) -> one + "; " + other);
    return new ApiClient(server.base(), Map.of("Cookie", cookies))
        .get("/t/" + tenant.slug() + "/account/profile");
  }

  /** By what the server proves there who it is. */
  String clientAssertion() {
    completeSignInWith("no ID token");
    return redeemed.get("client_assertion");
  }

  private String callback() {
    return tenant.admin().base() + "/oauth/social/upstream/callback";
  }

  private void leave() {
    left = new TestBrowser(server.base());
    left.openOnly(tenant.admin().base() + "/oauth/social/upstream");
    asked = FormParameters.in(left.location());
  }
}
