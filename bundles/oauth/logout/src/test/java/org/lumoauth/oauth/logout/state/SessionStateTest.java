/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.logout.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.oauth.authorization.AuthorizationRequest;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.testkit.FakeHttpExchange;
import org.lumoauth.testkit.fake.FakeSecretProtectionService;
import org.lumoauth.testkit.fake.user.FakeSessionService;

class SessionStateTest {

  private static final TenantContext ACME = aTenant().build();

  private final SessionStateContributor state =
      new SessionStateContributor(new FakeSecretProtectionService());
  private final FakeSessionService sessions = new FakeSessionService(InstantSource.system());
  private final Session session = sessions.of(ACME, "usr_1");

  @Test
  void matchesHashComputedByCheckSessionFrame() throws Exception {
    var addition = state.add(ACME, request("openid"), session);
    var cookie = cookieValue(addition.cookies().get(0));
    var parts = addition.parameters().get("session_state").split("\\.");
    var text = "app https://app.example " + cookie + " " + parts[1];
    var hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));

    assertEquals(Base64.getUrlEncoder().withoutPadding().encodeToString(hash), parts[0]);
  }

  @Test
  void differsBetweenSessions() {
    var other = sessions.of(ACME, "usr_1");

    assertNotEquals(
        cookieValue(state.add(ACME, request("openid"), session).cookies().get(0)),
        cookieValue(state.add(ACME, request("openid"), other).cookies().get(0)));
  }

  @Test
  void isOmittedWithoutOpenidScope() {
    assertEquals(Map.of(), state.add(ACME, request("email"), session).parameters());
  }

  @Test
  void allowsFramingFromEveryOriginWithStrictPolicy() throws Exception {
    var exchange = FakeHttpExchange.get(ACME, "/oauth/check_session");
    exchange.response().setHeader("X-Frame-Options", "DENY");
    new CheckSessionEndpoint().handle(exchange);

    assertNull(exchange.responseHeader("X-Frame-Options"));
    assertEquals(
        "default-src 'none'; script-src 'self'; base-uri 'none'; form-action 'none';"
            + " frame-ancestors *",
        exchange.page().contentSecurityPolicy());
  }

  @Test
  void servesScriptSeparately() throws Exception {
    var exchange = FakeHttpExchange.get(ACME, "/oauth/check_session/script.js");
    new CheckSessionEndpoint().handle(exchange);

    assertEquals("text/javascript; charset=utf-8", exchange.responseHeader("Content-Type"));
    assertTrue(exchange.text().contains(SessionStateContributor.COOKIE));
  }

  private static String cookieValue(String setCookie) {
    return setCookie.substring(setCookie.indexOf('=') + 1, setCookie.indexOf(';'));
  }

  private static AuthorizationRequest request(String scope) {
    return new AuthorizationRequest(
        "app",
        "https://app.example:443/cb",
        true,
        "code",
        "query",
        Set.of(scope),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Set.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        "query");
  }
}
