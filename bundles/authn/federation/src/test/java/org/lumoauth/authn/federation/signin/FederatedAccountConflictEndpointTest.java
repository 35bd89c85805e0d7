/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federation.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.authn.federation.FederationBundleFixture.ACME;
import static org.lumoauth.authn.federation.StubFederationConnector.identity;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.authn.AuthenticationMethod.AuthenticationStep;
import org.lumoauth.authn.federation.FederationBundleFixture;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.platform.web.testkit.FakeHttpExchange;
import org.lumoauth.testkit.fake.user.FakeSessionService;

class FederatedAccountConflictEndpointTest {

  private static final String PATH = "/account/identities/confirm";

  private TestDatabase database;
  private FederationBundleFixture room;
  private FederatedSignInFixture way;
  private AuthenticationStep.RedirectStep left;
  private String pending;

  @BeforeEach
  void open() {
    database = TestDatabase.inMemory();
    room = new FederationBundleFixture(database);
    way = new FederatedSignInFixture(room);
    room.google(Map.of());
    room.user("usr_ada", "ada@idp.example", true);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void requiresSignInToConfirmConflict() {
    arrive();
    var page =
        FederationBundleFixture.send(
            way.confirm, FakeHttpExchange.get(ACME, PATH).withParameter("pending", pending));

    assertEquals(200, page.status());
    assertTrue(room.pages.last().model().containsKey("goUrl"));
    assertEquals(
        Optional.of(FederationBundleFixture.ref("usr_ada")),
        room.signIn.last().requirement().subject());
  }

  @Test
  void ignoresSessionFromBeforeConflict() {
    var session = room.sessions.of(ACME, "usr_ada").id();
    arrive();
    FederationBundleFixture.send(way.confirm, get(session));

    assertTrue(room.pages.last().model().containsKey("goUrl"));
  }

  @Test
  void ignoresASessionOfAnotherUser() {
    arrive();
    FederationBundleFixture.send(way.confirm, get(room.sessions.of(ACME, "usr_bob").id()));

    assertTrue(room.pages.last().model().containsKey("goUrl"));
  }

  @Test
  void linksAccountAfterConfirmation() {
    arrive();
    var session = room.sessions.of(ACME, "usr_ada").id();
    FederationBundleFixture.send(way.confirm, get(session));
    assertFalse(room.pages.last().model().containsKey("goUrl"));
    var back = FederationBundleFixture.send(way.confirm, post(session, room.pages.hidden()));
    assertEquals(List.of(), room.identities.of(ACME, "usr_ada"), "linked before the sign-in");

    var step = way.proceed(ACME, "att_1", left, FederatedSignInFixture.answer(back.location()));
    assertEquals(new AuthenticationStep.SuccessStep(FederationBundleFixture.ref("usr_ada")), step);
    assertEquals(1, room.identities.of(ACME, "usr_ada").size());
  }

  @Test
  void rejectsConfirmationInOtherSignIn() { // a confirmed identity that was sent to somebody else
    arrive();
    var session = room.sessions.of(ACME, "usr_ada").id();
    FederationBundleFixture.send(way.confirm, get(session));
    var back = FederationBundleFixture.send(way.confirm, post(session, room.pages.hidden()));

    var other = way.leave("att_2", Optional.empty());
    assertEquals(
        new AuthenticationStep.FailureStep("expired"),
        way.proceed(ACME, "att_2", other, FederatedSignInFixture.answer(back.location())));
    assertEquals(List.of(), room.identities.of(ACME, "usr_ada"));
  }

  @Test
  void rejectsFormWithForgedToken() {
    arrive();
    var session = room.sessions.of(ACME, "usr_ada").id();
    var forged = post(session, Map.of("pending", pending, "form_token", "forged"));

    assertEquals(403, FederationBundleFixture.send(way.confirm, forged).status());
  }

  @Test
  void listsAndRemovesLinkedIdentities() {
    var who = identity("them", "ada@idp.example", true, Map.of());
    room.identities.link(ACME, "google", who, "usr_ada", false, FederationBundleFixture.ADMIN);
    room.passwordOf("usr_ada");
    var session = room.sessions.of(ACME, "usr_ada").id();
    FederationBundleFixture.send(
        way.account,
        FakeHttpExchange.get(ACME, "/account/identities")
            .withCookie(FakeSessionService.COOKIE, session));
    var link = room.identities.of(ACME, "usr_ada").get(0).id();

    var forged =
        FakeHttpExchange.form(ACME, "/account/identities")
            .withCookie(FakeSessionService.COOKIE, session)
            .withParameter("id", link);
    assertEquals(403, FederationBundleFixture.send(way.account, forged).status());
    assertEquals(1, room.identities.of(ACME, "usr_ada").size());

    FederationBundleFixture.send(
        way.account,
        FakeHttpExchange.get(ACME, "/account/identities")
            .withCookie(FakeSessionService.COOKIE, session));
    var form =
        FakeHttpExchange.form(ACME, "/account/identities")
            .withCookie(FakeSessionService.COOKIE, session);
    room.pages.hidden().forEach(form::withParameter);
    FederationBundleFixture.send(way.account, form.withParameter("id", link));
    assertEquals(List.of(), room.identities.of(ACME, "usr_ada"));
    assertEquals("identity.unlinked", room.log.last(ACME.id()).event().action());
  }

  private void arrive() {
    left = way.leave("att_1", Optional.empty());
    var answer =
        FederatedSignInFixture.answer(
            way.back(FederatedSignInFixture.state(left.location())).location());
    left = (AuthenticationStep.RedirectStep) way.proceed(ACME, "att_1", left, answer);
    pending = left.location().replaceAll(".*pending=", "");
  }

  private FakeHttpExchange get(String session) {
    return FakeHttpExchange.get(ACME, PATH)
        .withParameter("pending", pending)
        .withCookie(FakeSessionService.COOKIE, session);
  }

  private static FakeHttpExchange post(String session, Map<String, String> fields) {
    var form = FakeHttpExchange.form(ACME, PATH).withCookie(FakeSessionService.COOKIE, session);
    fields.forEach(form::withParameter);
    return form;
  }
}
