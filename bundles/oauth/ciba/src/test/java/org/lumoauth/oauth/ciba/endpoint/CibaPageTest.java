/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.ciba.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.oauth.ciba.CibaBundleFixture.ACME;
import static org.lumoauth.oauth.ciba.CibaBundleFixture.ADA;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.authn.Session;
import org.lumoauth.oauth.ciba.CibaBundleFixture;
import org.lumoauth.testkit.builder.UserBuilder;

/** The page on which users answer requests. */
class CibaPageTest {

  private static final String MALLORY = "usr_mallory";

  private final CibaBundleFixture world = new CibaBundleFixture();

  @Test
  void redirectsAnonymousUserToSignIn() {
    world.ask();

    var answer = world.open(world.waiting());

    assertEquals(303, answer.status());
    assertTrue(world.signIn.last().returnTo().endsWith("/ciba/" + world.waiting()));
  }

  @Test
  void showsClientMessageScopesAndAddress() {
    world.signIn();
    world.ask("binding_message", "W4SCT");
    world.open(world.waiting());

    Map<String, Object> model = world.pages.last().model();
    assertEquals("ciba-confirm", world.pages.last().template());
    assertEquals(Map.of("name", "Invoice robot"), model.get("client"));
    assertEquals("W4SCT", model.get("message"));
    assertEquals(List.of(Map.of("name", "email"), Map.of("name", "openid")), model.get("scopes"));
    assertEquals("192.0.2.7", model.get("address"));
  }

  @Test
  void marksOriginOfClientAsUnverified() {
    world.signIn();
    world.registered(CibaBundleFixture.client().withRedirectUris("https://bank.example/cb"));
    world.ask();
    world.open(world.waiting());

    assertEquals(
        Map.of("name", "Invoice robot", "origin", "https://bank.example", "verified", false),
        world.pages.last().model().get("client"));
  }

  @Test
  void showsNotificationEndpointOriginOfPushClient() {
    world.signIn();
    world.registered(CibaBundleFixture.client("push").withRedirectUris("https://bank.example/cb"));
    world.ask("client_notification_token", CibaBundleFixture.TOKEN);
    world.open(world.waiting());

    assertEquals(
        Map.of("name", "Invoice robot", "origin", "https://app.example", "verified", true),
        world.pages.last().model().get("client"));
  }

  @Test
  void listsPendingRequests() {
    world.signIn();
    world.ask("binding_message", "one");
    world.ask("binding_message", "two");
    world.openList();

    var rows = (List<?>) world.pages.last().model().get("requests");
    assertEquals(2, rows.size());
    assertEquals("one", ((Map<?, ?>) rows.get(0)).get("message"));
  }

  @Test
  void hidesPendingRequestsOfOtherUsers() {
    world.ask();
    world.signIn(MALLORY);
    world.openList();

    assertEquals(List.of(), world.pages.last().model().get("requests"));
  }

  @Test
  void storesGrantAndConsentOnApproval() {
    Session session = world.signIn();
    world.ask();
    world.answer("allow");

    var grant = world.grants.list(ACME, ADA).get(0);
    assertEquals(session.id(), grant.sessionId().orElseThrow());
    assertEquals("ciba-done", world.pages.last().template());
    assertTrue(world.consents.find(ACME, ADA, grant.clientId()).isPresent());
    assertTrue(world.actions().contains("authorization.granted"), world.actions().toString());
  }

  @Test
  void storesNoGrantOnDenial() {
    world.signIn();
    world.ask();
    world.answer("deny");

    assertEquals(List.of(), world.grants.list(ACME, ADA));
    assertTrue(world.actions().contains("authorization.denied"), world.actions().toString());
  }

  @Test
  void treatsAnyOtherValueAsDenial() {
    world.signIn();
    world.ask();
    world.answer("ALLOW");

    assertEquals(List.of(), world.grants.list(ACME, ADA));
  }

  @Test
  void rejectsSecondAnswer() {
    world.signIn();
    world.ask();
    String id = world.waiting();
    world.answer("deny");
    world.open(id);

    assertEquals("ciba-over", world.pages.last().template());
  }

  @Test
  void hidesRequestsForOtherUsers() {
    world.ask();
    String id = world.waiting();
    world.signIn(MALLORY);

    assertEquals(404, world.open(id).status());
    assertEquals("ciba-over", world.pages.last().template());
  }

  @Test
  void refusesAnswersFromAnotherUser() {
    String authReqId = world.asked();
    String id = world.waiting();
    Session mallory = world.signIn(MALLORY);
    String token =
        world.sessions.createFormToken(
            ACME, mallory, CibaPageRenderer.formPurpose(id)); // as if by the page

    var answer = world.submit(id, Map.of("form_token", token, "decision", "allow"));

    assertEquals(404, answer.status());
    assertEquals("ciba.not_theirs", world.log.last(ACME.id()).event().action());
    assertEquals("authorization_pending", world.pollRefusal(authReqId));
  }

  @Test
  void rejectsCrossSiteAnswer() { // CSRF
    world.signIn();
    String authReqId = world.asked();

    var answer = world.submit(world.waiting(), Map.of("decision", "allow"));

    assertEquals(403, answer.status());
    assertEquals("authorization_pending", world.pollRefusal(authReqId));
  }

  @Test
  void rejectsFormTokenOfAnotherRequest() {
    world.signIn();
    world.ask();
    world.open(world.waiting());
    Map<String, String> form = world.hidden();
    world.ask();
    String other = world.requests.findOpen(ACME, UserBuilder.ID).get(1).id();

    var answer = world.submit(other, CibaBundleFixture.with(form, "decision", "allow"));

    assertEquals(403, answer.status());
  }

  @Test
  void rejectsAnswerOfDisabledUser() {
    world.signIn();
    world.ask();
    String id = world.waiting();
    world.open(id);
    Map<String, String> form = CibaBundleFixture.with(world.hidden(), "decision", "allow");
    world.subjects.disabled(ACME, ADA);

    assertEquals(404, world.submit(id, form).status());
    assertEquals(List.of(), world.grants.list(ACME, ADA));
  }

  @Test
  void rejectsAnswerForDisabledClient() {
    world.signIn();
    world.ask();
    String id = world.waiting();
    world.open(id);
    Map<String, String> form = CibaBundleFixture.with(world.hidden(), "decision", "allow");
    world.registered(CibaBundleFixture.client().disabled());

    assertEquals(404, world.submit(id, form).status());
    assertEquals(List.of(), world.grants.list(ACME, ADA));
  }

  @Test
  void rejectsAnswerAfterExpiry() {
    world.signIn();
    world.ask();
    String id = world.waiting();
    world.open(id);
    Map<String, String> form = CibaBundleFixture.with(world.hidden(), "decision", "allow");
    world.pass(Duration.ofSeconds(300));

    assertEquals(404, world.submit(id, form).status());
  }

  @Test
  void requiresRequestedAcrBeforeConfirmation() {
    Session weak = world.signIn();
    world.strongOnly();
    world.ask("acr_values", "2");

    var answer = world.open(world.waiting());

    assertEquals(303, answer.status());
    assertEquals(List.of("2"), world.signIn.last().requirement().acrValues());
    assertEquals(weak.subject(), world.signIn.last().requirement().subject().orElseThrow());
  }

  @Test
  void letsUserSetUserCode() {
    world.signIn();
    world.set("userCode", true);
    world.openCode();

    var answer = world.submitCode(CibaBundleFixture.with(world.hidden(), "user_code", "123456"));

    assertEquals(303, answer.status());
    assertTrue(world.userCodes.isSet(ACME, ADA.id()));
    assertEquals("ciba.user_code_set", world.log.last(ACME.id()).event().action());
  }

  @Test
  void rejectsShortOrCrossSiteUserCode() {
    world.signIn();
    world.set("userCode", true);
    world.openCode();

    assertEquals(
        422,
        world.submitCode(CibaBundleFixture.with(world.hidden(), "user_code", "12345")).status());
    assertEquals(403, world.submitCode(Map.of("user_code", "123456")).status());
    assertFalse(world.userCodes.isSet(ACME, ADA.id()));
  }

  @Test
  void hidesUserCodePageIfDisabled() {
    world.signIn();

    assertEquals(404, world.openCode().status());
  }
}
