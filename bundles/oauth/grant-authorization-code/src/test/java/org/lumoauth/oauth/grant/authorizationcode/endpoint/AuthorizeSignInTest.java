/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.authorizationcode.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.oauth.grant.authorizationcode.AuthorizationCodeFixture.ACME;
import static org.lumoauth.oauth.grant.authorizationcode.endpoint.AuthorizationEndpointFixture.code;
import static org.lumoauth.oauth.grant.authorizationcode.endpoint.AuthorizationEndpointFixture.error;
import static org.lumoauth.oauth.grant.authorizationcode.endpoint.AuthorizationEndpointFixture.parameters;
import static org.lumoauth.oauth.grant.authorizationcode.endpoint.AuthorizationEndpointFixture.request;
import static org.lumoauth.oauth.grant.authorizationcode.endpoint.AuthorizationEndpointFixture.shown;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.lumoauth.oauth.grant.authorizationcode.AuthorizationCodeFixture;
import org.lumoauth.platform.web.testkit.FakeHttpExchange;
import org.lumoauth.testkit.builder.TestBuilders;
import org.lumoauth.testkit.builder.UserBuilder;
import org.lumoauth.testkit.fake.user.FakeSignInService;

/** The sign-in that an authorization request requires. */
class AuthorizeSignInTest {
  private final AuthorizationEndpointFixture browser = new AuthorizationEndpointFixture();
  private final AuthorizationCodeFixture world = browser.world;

  @AfterEach
  void leavesNoProviderHeld() {
    assertEquals(0, world.registry.openLeases());
  }

  @Test
  void redirectsToSignInAndReturnsCode() {
    world.clients.with(ACME, AuthorizationCodeFixture.firstParty());

    FakeHttpExchange toSignIn = browser.get(request());
    assertTrue(toSignIn.location().contains("/login"), toSignIn.location());
    browser.signIn();
    FakeHttpExchange answer = browser.resume(browser.ticket());

    assertNotNull(code(answer));
  }

  @Test
  void storesGrantBeforeCodeIsRedeemed() {
    world.clients.with(ACME, AuthorizationCodeFixture.firstParty());
    browser.signIn();

    assertNotNull(code(browser.get(request())));

    assertEquals(1, world.grants.list(ACME, TestBuilders.aUserRef()).size());
  }

  @Test
  void rejectsSecondResume() {
    world.clients.with(ACME, AuthorizationCodeFixture.firstParty());
    browser.get(request());
    browser.signIn();
    browser.resume(browser.ticket());

    FakeHttpExchange again = browser.resume(browser.ticket());

    assertNull(again.location());
    assertEquals(List.of("error", "session_expired"), shown(world));
  }

  @Test
  void rejectsResumeInAnotherBrowser() {
    world.clients.with(ACME, AuthorizationCodeFixture.firstParty());
    browser.get(request());
    browser.changeBrowser();
    browser.signIn();

    FakeHttpExchange answer = browser.resume(browser.ticket());

    assertNull(answer.location());
    assertEquals(List.of("error", "session_expired"), shown(world));
  }

  @Test
  void bindsSignInToRequestingBrowser() {
    FakeHttpExchange toSignIn = browser.get(request());

    assertTrue(toSignIn.responseHeaders("Set-Cookie").contains(FakeSignInService.COOKIE));
  }

  @Test
  void acceptsCrossSitePostWithoutCookies() {
    world.clients.with(ACME, AuthorizationCodeFixture.firstParty());
    FakeHttpExchange posted = browser.post(request());
    assertEquals(303, posted.status());
    browser.signIn();
    String ticket = parameters(posted.location()).get("ticket");

    FakeHttpExchange answer = browser.resume(ticket);

    assertNotNull(code(answer));
  }

  @Test
  void returnsAccessDeniedAfterACancelledSignIn() {
    browser.get(request());

    FakeHttpExchange answer =
        browser.resume(Map.of("ticket", browser.ticket(), "sign_in", "cancelled"));

    assertEquals("access_denied", error(answer));
  }

  @Test
  void requiresNewSignInForPromptLogin() {
    world.clients.with(ACME, AuthorizationCodeFixture.firstParty());
    browser.signIn();
    world.pass(Duration.ofMinutes(1));

    assertTrue(browser.get(request("prompt", "login")).location().contains("/login"));
    browser.signIn();
    assertNotNull(code(browser.resume(browser.ticket())));
  }

  @Test
  void measuresMaxAgeFromTheTimeOfTheRequest() {
    world.clients.with(ACME, AuthorizationCodeFixture.firstParty());
    browser.signIn();
    world.pass(Duration.ofMinutes(1));
    assertTrue(browser.get(request("max_age", "59")).location().contains("/login"));
    assertNotNull(code(browser.get(request("max_age", "60"))));

    browser.get(request("max_age", "0"));
    browser.signIn();
    world.pass(Duration.ofMinutes(1));
    assertNotNull(code(browser.resume(browser.ticket())));
  }

  @Test
  void asksForAccountSelectionOnce() {
    world.clients.with(ACME, AuthorizationCodeFixture.firstParty());
    browser.signIn();

    browser.get(request("prompt", "select_account"));
    assertTrue(world.signIn.last().requirement().chooseAccount());
    assertNotNull(code(browser.resume(browser.ticket())));
  }

  @Test
  void acceptsWeakerAcrIfVoluntary() {
    world.clients.with(ACME, AuthorizationCodeFixture.firstParty());
    browser.get(request("acr_values", "2"));
    browser.signIn();

    assertNotNull(code(browser.resume(browser.ticket())));
  }

  @Test
  void rejectsUnmetEssentialAcr() {
    world.clients.with(ACME, AuthorizationCodeFixture.firstParty());
    browser.get(
        request(
            "claims",
            """
            {"id_token":{"acr":{"essential":true,"values":["2"]}}}"""));
    browser.signIn();

    FakeHttpExchange answer = null;
    for (int i = 0; i < 4 && (answer == null || error(answer) == null); i++) {
      answer = browser.resume(browser.ticket());
    }

    assertEquals("unmet_authentication_requirements", error(answer));
  }

  @Test
  void rejectsUnsupportedEssentialAcrWithoutSignIn() {
    var answer =
        browser.get(
            request(
                "claims",
                """
                {"id_token":{"acr":{"essential":true,"value":"9"}}}"""));

    assertEquals("unmet_authentication_requirements", error(answer));
    assertEquals(0, world.signIn.count());
  }

  @Test
  void returnsErrorInsteadOfPageForPromptNone() {
    assertEquals("login_required", error(browser.get(request("prompt", "none"))));
    browser.signIn();
    assertEquals("consent_required", error(browser.get(request("prompt", "none"))));

    world.clients.with(ACME, AuthorizationCodeFixture.firstParty());
    assertNotNull(code(browser.get(request("prompt", "none"))));
  }

  @Test
  void returnsInteractionRequiredForPendingSignInStep() {
    world.clients.with(ACME, AuthorizationCodeFixture.firstParty());
    world.signIn.setPendingForAll(true);
    assertEquals("login_required", error(browser.get(request("prompt", "none"))));
    browser.signIn();
    assertEquals("interaction_required", error(browser.get(request("prompt", "none"))));

    world.signIn.setPendingForAll(false);
    assertNotNull(code(browser.get(request("prompt", "none"))));
  }

  @Test
  void rejectsSubjectOtherThanRequestedBySubClaim() {
    world.clients.with(ACME, AuthorizationCodeFixture.firstParty());
    browser.signIn();

    for (String wanted :
        List.of(
            "{\"value\":\"usr_other\"}",
            """
            {"values":["usr_other","usr_third"]}""",
            """
            {"value":"usr_other","values":["%s"]}"""
                .formatted(UserBuilder.ID))) {
      FakeHttpExchange answer =
          browser.get(request("claims", "{\"id_token\":{\"sub\":" + wanted + "}}"));

      assertEquals("login_required", error(answer), wanted);
    }
  }

  @Test
  void acceptsAnySubjectRequestedBySubClaim() {
    world.clients.with(ACME, AuthorizationCodeFixture.firstParty());
    browser.signIn();
    String wanted =
        """
        {"values":["usr_other","%s"]}"""
            .formatted(UserBuilder.ID);

    assertNotNull(code(browser.get(request("claims", "{\"id_token\":{\"sub\":" + wanted + "}}"))));
  }
}
