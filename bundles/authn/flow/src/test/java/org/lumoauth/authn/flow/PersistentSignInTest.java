/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.authn.flow.SignInFlowFixture.ACME;
import static org.lumoauth.testkit.builder.TestBuilders.aUserRef;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.authn.AuthenticationMethod;
import org.lumoauth.platform.web.testkit.FakeHttpExchange;

class PersistentSignInTest {

  private static final String ADA = "ada@example.com";

  private final SignInFlowFixture fixture = new SignInFlowFixture();
  private final SignInTestBrowser browser = fixture.browser();

  @Test
  void remembersSessionOnRequest() {
    browser.identify(fixture.begin(), ADA);

    browser.submit("prove", "password", "right", Map.of("remember", "true"));

    assertTrue(fixture.sessions.list(ACME, aUserRef()).get(0).remembered());
  }

  @Test
  void keepsRememberedSessionOnReauthentication() {
    stays();

    var again =
        fixture.begin(new TestRequirementBuilder().notBefore(fixture.now.plusSeconds(1)).build());
    browser.open(again);
    browser.open(again);
    assertEquals(true, fixture.pages.last().model().get("remembered"));
    browser.submit("prove", "password", "right");

    assertTrue(fixture.sessions.list(ACME, aUserRef()).get(0).remembered());
  }

  @Test
  void forgetsSessionIfCheckboxIsCleared() {
    stays();

    var again =
        fixture.begin(new TestRequirementBuilder().notBefore(fixture.now.plusSeconds(1)).build());
    browser.open(again);
    browser.open(again);
    browser.submit("prove", "password", "right", Map.of("remember", "false"));

    assertFalse(fixture.sessions.list(ACME, aUserRef()).get(0).remembered());
  }

  @Test
  void keepsRememberedSessionAfterStepUp() {
    stays();
    fixture.registry.with(AuthenticationMethod.class, "totp", FixedSecretMethod.code());

    var further = fixture.begin(new TestRequirementBuilder().acr("urn:lumoauth:acr:2").build());
    browser.open(further);
    browser.open(further);
    assertEquals(false, fixture.pages.last().model().get("remember"));
    browser.submit("prove", "code", "right");

    assertTrue(fixture.sessions.list(ACME, aUserRef()).get(0).remembered());
  }

  @Test
  void clearsCheckboxForOtherAccount() {
    stays();
    var attempt = fixture.begin(new TestRequirementBuilder().chooseAccount().build());
    browser.open(attempt);
    browser.follow(attempt, "switch");
    browser.identify(attempt, ADA);

    assertEquals(false, fixture.pages.last().model().get("remembered"));
  }

  private void stays() { // as a browser sends it: the hidden field, and the box after it
    browser.identify(fixture.begin(), ADA);
    var form = FakeHttpExchange.form(ACME, "/login").withParameter("password", "right");
    browser.hidden().forEach(form::withParameter);
    browser.send(form.withParameter("remember", "false").withParameter("remember", "true"));
  }

  @Test
  void remembersSessionOnlyIfTenantAllowsIt() {
    fixture.settings.change(ACME, LoginFlowSettings.SECTION, Map.of("rememberMe", false));
    browser.identify(fixture.begin(), ADA);

    browser.submit("prove", "password", "right", Map.of("remember", "true"));

    assertFalse(fixture.sessions.list(ACME, aUserRef()).get(0).remembered());
  }
}
