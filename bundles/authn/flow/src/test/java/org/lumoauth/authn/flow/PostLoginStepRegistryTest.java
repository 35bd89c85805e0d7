/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.authn.flow.SignInFlowFixture.ACME;
import static org.lumoauth.authn.flow.SignInFlowFixture.AFTER;
import static org.lumoauth.testkit.builder.TestBuilders.aUserRef;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.authn.PostLoginStep;
import org.lumoauth.api.authn.PostLoginStep.SignInStepNeed;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.authn.SignInRequirement;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.testkit.FakeHttpExchange;
import org.lumoauth.testkit.fake.user.FakeSessionService;

/** What is asked between the proof and the session, and of who has a session already. */
class PostLoginStepRegistryTest {
  private static final String ADA = "ada@example.com";
  private static final String LATER = "/login?attempt=";

  private final SignInFlowFixture fixture = new SignInFlowFixture();
  private final TermsOfUseStep terms = new TermsOfUseStep(SignInStepNeed.REQUIRED);

  @AfterEach
  void holdsNoStepThatItNoLongerUses() {
    assertEquals(0, fixture.registry.openLeases());
  }

  @Test
  void runsStepBetweenProofAndSession() {
    var attempt = begin();
    var browser = fixture.browser();
    var proof = browser.signIn(attempt, ADA, "right");

    assertTrue(proof.location().contains(LATER), proof.location());
    assertTrue(sessions().isEmpty());
    assertEquals("terms", shown(browser, attempt));

    var done = browser.submit("follow", "answer", "yes");

    assertEquals(AFTER, done.location());
    assertEquals(1, sessions().size());
    assertEquals(List.of("login.succeeded"), fixture.audit.actions(ACME.id()));
  }

  @Test
  void createsNoSessionForForgedStepName() { // the step left out by its name
    var attempt = begin();
    var browser = fixture.browser();
    browser.signIn(attempt, ADA, "right");
    browser.open(attempt);
    for (String step : List.of("identify", "choose", "stay", "prove", "done", "")) {
      var form = FakeHttpExchange.form(ACME, "/login");
      browser.hidden().forEach(form::withParameter);
      browser.send(form.withParameter("step", step).withParameter("password", "right"));
    }

    assertTrue(sessions().isEmpty());
  }

  @Test
  void rejectsStepInOtherBrowser() {
    var attempt = begin();
    var owner = fixture.browser();
    owner.signIn(attempt, ADA, "right");
    owner.open(attempt);
    var form = FakeHttpExchange.form(ACME, "/login").withParameter("answer", "yes");
    owner.hidden().forEach(form::withParameter);
    var thief = fixture.browser();

    assertEquals(403, thief.send(form).status());
    assertEquals(403, thief.open(attempt).status());
    assertTrue(sessions().isEmpty());
    assertTrue(terms.accepted.isEmpty());
  }

  @Test
  void showsFormAgainWithError() {
    var attempt = begin();
    var browser = fixture.browser();
    browser.signIn(attempt, ADA, "right");
    browser.open(attempt);

    var answer = browser.submit("follow", "answer", "perhaps");

    assertEquals(422, answer.status());
    assertEquals("missing", fixture.pages.last().model().get("error"));
    assertEquals("3", fixture.pages.last().model().get("version"));
    assertEquals(AFTER, browser.submit("follow", "answer", "yes").location());
  }

  @Test
  void showsSecondFormOfSameStep() {
    var attempt = begin();
    var browser = fixture.browser();
    browser.signIn(attempt, ADA, "right");
    browser.open(attempt);
    browser.submit("follow", "answer", "more");
    browser.open(attempt);

    assertEquals("terms-more", fixture.pages.last().template());
    assertEquals(AFTER, browser.submit("follow", "answer", "yes").location());
  }

  @Test
  void endsSignInIfUserDeclines() {
    var attempt = begin();
    var browser = fixture.browser();
    browser.signIn(attempt, ADA, "right");
    browser.open(attempt);

    var answer = browser.submit("follow", "answer", "no");

    assertEquals(AFTER + "&sign_in=cancelled", answer.location());
    assertTrue(sessions().isEmpty());
    assertEquals("declined", fixture.audit.last(ACME.id()).event().details().get("reason"));
    assertEquals(400, browser.open(attempt).status());
  }

  @Test
  void createsNoSessionIfStepFails() {
    var attempt = begin();
    var browser = fixture.browser();
    browser.signIn(attempt, ADA, "right");
    browser.open(attempt);

    var answer = browser.submit("follow", "answer", "break");

    assertEquals(500, answer.status());
    assertTrue(sessions().isEmpty());
    assertEquals("step_failed", fixture.audit.last(ACME.id()).event().details().get("reason"));
    assertEquals(400, browser.open(attempt).status());
  }

  @Test
  void createsNoSessionIfStepCheckFails() {
    fixture.registry.with(PostLoginStep.class, "terms", new UndecidedSignInStep());
    var attempt = fixture.begin();

    assertEquals(500, fixture.browser().signIn(attempt, ADA, "right").status());
    assertTrue(sessions().isEmpty());
  }

  @Test
  void createsNoSessionWhileStepModuleIsUnavailable() {
    var attempt = begin();
    var browser = fixture.browser().identify(attempt, ADA);
    fixture.registry.withUnavailable(PostLoginStep.class, "terms", "enterprise-terms");

    var refusal =
        assertThrows(ApiException.class, () -> browser.submit("prove", "password", "right"));

    assertEquals(503, refusal.status());
    assertEquals("enterprise-terms", refusal.details().get("module"));
    assertTrue(sessions().isEmpty());
  }

  @Test
  void createsNoSessionIfStepCannotBeCalled() {
    var attempt = begin();
    var browser = fixture.browser().identify(attempt, ADA);
    fixture.registry.withFirstCallFailing(PostLoginStep.class, "terms", new UndecidedSignInStep());

    assertThrows(ApiException.class, () -> browser.submit("prove", "password", "right"));
    assertTrue(sessions().isEmpty());
  }

  @Test
  void doesNotSkipStepWhoseFormCannotBeProcessed() {
    var attempt = begin();
    var browser = fixture.browser();
    browser.signIn(attempt, ADA, "right");
    browser.open(attempt);
    fixture.registry.withFirstCallFailing(PostLoginStep.class, "terms", new UndecidedSignInStep());

    assertThrows(ApiException.class, () -> browser.submit("follow", "answer", "yes"));
    assertTrue(sessions().isEmpty());
  }

  @Test
  void skipsStepOfRemovedModule() {
    var attempt = begin();
    var browser = fixture.browser();
    browser.signIn(attempt, ADA, "right");
    browser.open(attempt);
    fixture.registry.without(PostLoginStep.class, "terms");

    assertEquals(AFTER, browser.open(attempt).location());
    assertEquals(1, sessions().size());
  }

  @Test
  void acceptsFormOfRemovedStep() {
    var attempt = begin();
    var browser = fixture.browser();
    browser.signIn(attempt, ADA, "right");
    browser.open(attempt);
    fixture.registry.without(PostLoginStep.class, "terms");

    assertEquals(AFTER, browser.submit("follow", "answer", "yes").location());
  }

  @Test
  void continuesAfterModulesAreReplaced() {
    var attempt = begin();
    var browser = fixture.browser();
    browser.signIn(attempt, ADA, "right");
    browser.at(fixture.endpoint()).open(attempt);
    fixture.registry.with(
        PostLoginStep.class, "terms", new TermsOfUseStep(SignInStepNeed.REQUIRED));

    assertEquals(AFTER, browser.submit("follow", "answer", "yes").location());
    assertEquals(1, sessions().size());
  }

  @Test
  void runsStepsInSequence() {
    fixture.registry.with(
        PostLoginStep.class, "further", new TermsOfUseStep(SignInStepNeed.OPTIONAL));
    var attempt = begin();
    var browser = fixture.browser();
    browser.signIn(attempt, ADA, "right");
    browser.open(attempt);
    var first = browser.submit("follow", "answer", "yes");
    browser.open(attempt);
    var second = browser.submit("follow", "answer", "yes");

    assertTrue(first.location().contains(LATER), first.location());
    assertEquals(AFTER, second.location());
  }

  @Test
  void runsRequiredStepForExistingSession() {
    var browser = signedIn();
    fixture.registry.with(PostLoginStep.class, "terms", terms);
    var attempt = fixture.begin();

    assertTrue(browser.open(attempt).location().contains(LATER));
    assertEquals("terms", shown(browser, attempt));
    assertEquals(AFTER, browser.submit("follow", "answer", "yes").location());
    assertEquals(1, sessions().size());
    assertTrue(terms.seen.stream().anyMatch(PostLoginStep.SignInStepContext::signedIn));
  }

  @Test
  void skipsOptionalStepForExistingSession() {
    var browser = signedIn();
    fixture.registry.with(
        PostLoginStep.class, "terms", new TermsOfUseStep(SignInStepNeed.OPTIONAL));

    assertEquals(AFTER, browser.open(fixture.begin()).location());
  }

  @Test
  void stopsStepsIfSessionEnded() {
    var browser = signedIn();
    fixture.registry.with(PostLoginStep.class, "terms", terms);
    var attempt = fixture.begin();
    browser.open(attempt);
    browser.open(attempt);
    fixture.sessions.endAll(ACME, aUserRef(), Optional.empty());

    browser.submit("follow", "answer", "yes");

    assertTrue(terms.accepted.isEmpty());
    browser.open(attempt);
    assertEquals("identifier", fixture.pages.last().template());
  }

  @Test
  void reportsPendingStepOfSession() {
    signedIn();
    var session = sessions().get(0);
    assertTrue(fixture.signIn.isSatisfied(ACME, session, SignInRequirement.any()));
    assertFalse(fixture.signIn.hasPendingStep(ACME, session, SignInRequirement.any()));

    fixture.registry.with(PostLoginStep.class, "terms", terms);

    assertFalse(fixture.signIn.isSatisfied(ACME, session, SignInRequirement.any()));
    assertTrue(fixture.signIn.hasPendingStep(ACME, session, SignInRequirement.any()));
  }

  @Test
  void returnsChallengeUrlForStepToJsonSignIn() {
    fixture.registry.with(PostLoginStep.class, "terms", terms);
    var json =
        FakeHttpExchange.json(
                ACME, "/oauth/login/json", Map.of("identifier", ADA, "password", "right"))
            .withHeader("Origin", "https://id.example.com");
    var browser = fixture.browser();
    browser.sendTo(fixture.json, json);

    assertEquals("mfa_required", json.answer().get("status"));
    assertTrue(sessions().isEmpty());
    var attempt = ((String) json.answer().get("challenge_url")).replaceAll(".*attempt=", "");
    assertEquals("terms", shown(browser, attempt));
    browser.submit("follow", "answer", "yes");
    assertEquals(1, sessions().size());
  }

  @Test
  void rejectsJsonSignInIfStepFails() {
    fixture.registry.with(PostLoginStep.class, "terms", new UndecidedSignInStep());
    var json =
        FakeHttpExchange.json(
                ACME, "/oauth/login/json", Map.of("identifier", ADA, "password", "right"))
            .withHeader("Origin", "https://id.example.com");
    fixture.browser().sendTo(fixture.json, json);

    assertEquals(500, json.status());
    assertTrue(sessions().isEmpty());
  }

  private String begin() {
    fixture.registry.with(PostLoginStep.class, "terms", terms);
    return fixture.begin();
  }

  private SignInTestBrowser signedIn() {
    var browser = fixture.browser();
    browser.signIn(fixture.begin(), ADA, "right");
    assertTrue(browser.cookies().containsKey(FakeSessionService.COOKIE));
    return browser;
  }

  private String shown(SignInTestBrowser browser, String attempt) {
    assertEquals(200, browser.open(attempt).status());
    return fixture.pages.last().template();
  }

  private List<Session> sessions() {
    return fixture.sessions.list(ACME, aUserRef());
  }
}
