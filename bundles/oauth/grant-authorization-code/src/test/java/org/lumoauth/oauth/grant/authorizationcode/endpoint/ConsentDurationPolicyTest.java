/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.authorizationcode.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.lumoauth.oauth.grant.authorizationcode.AuthorizationCodeFixture.ACME;
import static org.lumoauth.oauth.grant.authorizationcode.endpoint.AuthorizationEndpointFixture.request;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.authn.Session;

/** The consent page says for how long. */
class ConsentDurationPolicyTest {

  private final AuthorizationEndpointFixture browser = new AuthorizationEndpointFixture();
  private final Session session = browser.signIn();

  @Test
  void showsLifetimeOfOfflineGrant() {
    browser.world.grants.setLifetime(Duration.ofDays(90));

    assertEquals(Duration.ofDays(90).toSeconds(), shown("openid offline_access").get("lifetime"));
  }

  @Test
  void showsSessionBoundGrantWithoutLifetime() {
    browser.world.grants.setLifetime(Duration.ofDays(90));
    Map<String, Object> shown = shown("openid");

    assertEquals(true, shown.get("session"));
    assertFalse(shown.containsKey("lifetime"));
  }

  @Test
  void doesNotShowOfflineGrantAsSessionBound() {
    assertEquals(false, shown("openid offline_access").get("session"));
  }

  @Test
  void showsLifetimeOfGrantEndingBeforeSession() {
    browser.world.grants.setLifetime(Duration.ofDays(1));
    browser.world.sessions.with(ACME, lasting(Duration.ofDays(2)));

    assertEquals(Duration.ofDays(1).toSeconds(), shown("openid").get("lifetime"));
  }

  @Test
  void showsWhenConsentExpires() {
    browser.world.consents.setLifetime(Duration.ofDays(30));

    assertEquals(Duration.ofDays(30).toSeconds(), shown("openid").get("again"));
  }

  @Test
  void omitsLifetimesOfUnlimitedGrant() {
    Map<String, Object> shown = shown("openid offline_access");

    assertFalse(shown.containsKey("again"));
    assertFalse(shown.containsKey("lifetime"), "nothing ends grants");
  }

  private Session lasting(Duration time) {
    return new Session(
        session.id(),
        session.subject(),
        session.authenticatedAt(),
        session.amr(),
        session.acr(),
        session.createdAt(),
        session.lastSeenAt(),
        session.createdAt().plus(time),
        true,
        session.remoteAddress(),
        session.userAgent());
  }

  private Map<String, Object> shown(String scope) {
    assertEquals(200, browser.get(request("scope", scope)).status());
    return browser.world.pages.last().model();
  }
}
