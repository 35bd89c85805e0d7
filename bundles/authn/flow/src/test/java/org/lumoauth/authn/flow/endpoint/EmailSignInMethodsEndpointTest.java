/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.flow.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.authn.flow.SignInFlowFixture.ACME;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.authn.AuthenticationMethod;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.authn.flow.EmailLinkMethod;
import org.lumoauth.authn.flow.EnabledAuthenticationMethodRegistry;
import org.lumoauth.authn.flow.SignInFlowFixture;
import org.lumoauth.platform.web.testkit.FakeHttpExchange;
import org.lumoauth.testkit.fake.FakeAttemptLimiter;

class EmailSignInMethodsEndpointTest {
  private final SignInFlowFixture fixture = new SignInFlowFixture();
  private final EmailSignInMethodsEndpoint endpoint =
      new EmailSignInMethodsEndpoint(
          new EnabledAuthenticationMethodRegistry(
              fixture.registry, fixture.settings, SignInFlowFixture.SHIPPED),
          new FakeAttemptLimiter(() -> fixture.now));

  @Test
  void returnsAvailableMethods() throws IOException {
    fixture.registry.with(AuthenticationMethod.class, "magic-link", new EmailLinkMethod());

    assertEquals(
        Map.of(
            "exists", true,
            "has_passkey", false,
            "has_push_device", false,
            "magic_link_enabled", true,
            "passkey_enabled", false,
            "password_enabled", true,
            "masked_email", "a***@example.com"),
        check("ada@example.com"));
  }

  @Test
  void reportsPasswordDisabledIfReplaced() throws IOException {
    fixture.registry.with(
        AuthenticationMethod.class, "magic-link", new EmailLinkMethod("password"));

    assertEquals(false, check("ada@example.com").get("password_enabled"));
  }

  @Test
  void answersTheSameForAnUnknownAccount() throws IOException { // user enumeration
    var known = new HashMap<>(check("ada@example.com"));

    assertEquals(known, check("an-unknown@example.com"));
  }

  @Test
  void rejectsInvalidEmail() {
    for (String entered : new String[] {"", "ada", "@example.com", "a\r\n@example.com"}) {
      assertEquals(422, assertThrows(ApiException.class, () -> check(entered)).status(), entered);
    }
  }

  @Test
  void rateLimitsRequestsPerAddress() throws IOException {
    for (int i = 0; i < EmailSignInMethodsEndpoint.ADDRESS.attempts(); i++) {
      check("x" + i + "@example.com");
    }

    var refusal = assertThrows(ApiException.class, () -> check("ada@example.com"));

    assertEquals(429, refusal.status());
    assertTrue(refusal.headers().containsKey("Retry-After"));
  }

  /** Whoever has one address of a /64 has them all. */
  @Test
  void countsIpv6NetworkAsOneAddress() throws IOException {
    for (int i = 0; i < EmailSignInMethodsEndpoint.ADDRESS.attempts(); i++) {
      check("x" + i + "@example.com", "2001:db8:1:2::" + Integer.toHexString(i + 1));
    }

    assertEquals(
        429,
        assertThrows(ApiException.class, () -> check("ada@example.com", "2001:db8:1:2:ffff::1"))
            .status());
    assertEquals(true, check("ada@example.com", "2001:db8:1:3::1").get("exists"));
  }

  private Map<String, Object> check(String email) throws IOException {
    return check(email, "192.0.2.7");
  }

  private Map<String, Object> check(String email, String from) throws IOException {
    var exchange =
        FakeHttpExchange.form(ACME, "/check-email")
            .withParameter("email", email)
            .withRemoteAddress(from);
    endpoint.handle(exchange);
    return exchange.answer();
  }
}
