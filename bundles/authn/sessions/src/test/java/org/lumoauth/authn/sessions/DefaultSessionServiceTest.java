/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.sessions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.authn.sessions.SessionServiceFixture.ACME;
import static org.lumoauth.authn.sessions.SessionServiceFixture.ADA;
import static org.lumoauth.authn.sessions.SessionServiceFixture.BOB;
import static org.lumoauth.authn.sessions.SessionServiceFixture.GLOBEX;
import static org.lumoauth.authn.sessions.SessionServiceFixture.by;
import static org.lumoauth.authn.sessions.SessionServiceFixture.from;
import static org.lumoauth.testkit.builder.TestBuilders.aRequest;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.authn.SessionService.NewSession;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.PageRequest;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class DefaultSessionServiceTest extends SessionServiceTestBase {

  @DatabaseTest
  void keepsWhoWantsToStayBeyondTheIdleTime(TestDatabase database) {
    var fixture = new SessionServiceFixture(database);
    var staying = new NewSession(ADA, Set.of("pwd"), "1", true);
    var begun = fixture.sessions.begin(ACME, staying, aRequest().build());
    fixture.now = fixture.now.plus(Duration.ofDays(29));

    assertTrue(fixture.holds(begun));
  }

  @DatabaseTest
  void keepsTheSessionAfterReauthentication(TestDatabase database) {
    var fixture = new SessionServiceFixture(database);
    var old = fixture.signIn(ADA);

    var renewed = fixture.sessions.begin(ACME, by(ADA), from(old));

    assertEquals(old.session().id(), renewed.session().id());
    assertFalse(fixture.events.published("session.ended", old.session().id()));
  }

  @DatabaseTest
  void endsWhenItIsNotUsed(TestDatabase database) {
    var fixture = new SessionServiceFixture(database);
    var begun = fixture.signIn(ADA);
    fixture.now = fixture.now.plus(Duration.ofMinutes(30));

    assertFalse(fixture.holds(begun));
  }

  @DatabaseTest
  void goesOnWhileItIsUsed(TestDatabase database) {
    var fixture = new SessionServiceFixture(database);
    var begun = fixture.signIn(ADA);
    for (int i = 0; i < 5; i++) {
      fixture.now = fixture.now.plus(Duration.ofMinutes(20));
      assertTrue(fixture.holds(begun));
    }
  }

  @DatabaseTest
  void endsAfterItsLifetimeHoweverMuchItIsUsed(TestDatabase database) {
    var fixture = new SessionServiceFixture(database);
    fixture.set("lifetimeSeconds", 3600);
    var begun = fixture.signIn(ADA);
    for (int i = 0; i < 3; i++) {
      fixture.now = fixture.now.plus(Duration.ofMinutes(15));
      assertTrue(fixture.holds(begun));
    }
    fixture.now = fixture.now.plus(Duration.ofMinutes(15));

    assertFalse(fixture.holds(begun));
  }

  @DatabaseTest
  void seesThatItWasUsedOnAnotherServer(TestDatabase database) {
    var fixture = new SessionServiceFixture(database);
    var another = fixture.sessions("https://id.example.com");
    var begun = fixture.signIn(ADA);
    assertTrue(fixture.holds(begun));
    fixture.now = fixture.now.plus(Duration.ofMinutes(20));
    another.findCurrent(ACME, from(begun));
    fixture.now = fixture.now.plus(Duration.ofMinutes(20));

    assertTrue(fixture.holds(begun));
  }

  @DatabaseTest
  void writesThatItWasUsedOnceAMinute(TestDatabase database) {
    var fixture = new SessionServiceFixture(database);
    var begun = fixture.signIn(ADA);
    var start = fixture.now;
    fixture.now = start.plusSeconds(59);

    fixture.holds(begun);

    var stored = fixture.store.find(ACME.id(), begun.session().id()).orElseThrow();
    assertEquals(start, stored.session().lastSeenAt());
  }

  @DatabaseTest
  void holdsWhileItIsUsedHoweverShortTheIdleTime(TestDatabase database) {
    var fixture = new SessionServiceFixture(database);
    fixture.settings.change(ACME, "sessions", Map.of("idleSeconds", 60L));
    var begun = fixture.signIn(ADA);

    for (int i = 0; i < 4; i++) {
      fixture.now = fixture.now.plusSeconds(40);
      assertTrue(fixture.holds(begun), "used " + i + " times");
    }
  }

  @DatabaseTest
  void sortsAndSearchesAsItIsAsked(TestDatabase database) {
    var fixture = new SessionServiceFixture(database);
    var first = fixture.signIn(ADA).session();
    fixture.now = fixture.now.plusSeconds(1);
    var second = fixture.signIn(BOB).session();

    assertEquals(List.of(second.id(), first.id()), listed(fixture, null, null, false));
    assertEquals(List.of(first.id(), second.id()), listed(fixture, null, "createdAt", false));
    assertEquals(List.of(second.id(), first.id()), listed(fixture, null, "expiresAt", true));
    assertEquals(
        List.of(first.id(), second.id()),
        listed(fixture, first.remoteAddress(), "lastActivityAt", false));
    assertEquals(List.of(second.id()), listed(fixture, "bob@example.com", null, false));
    assertEquals(
        422,
        assertThrows(ApiException.class, () -> listed(fixture, null, "nonsense", false)).status());
  }

  private static List<String> listed(
      SessionServiceFixture fixture, String text, String key, boolean turned) {
    var page = new PageRequest(1, 10, Optional.ofNullable(text), Optional.ofNullable(key), turned);
    var bob = Optional.of(BOB.id()).filter(any -> "bob@example.com".equals(text));
    return fixture.sessions.list(ACME, Optional.empty(), bob, page).items().stream()
        .map(stored -> stored.session().id())
        .toList();
  }

  @DatabaseTest
  void isGoneAtOnceWhenItIsEnded(TestDatabase database) {
    var fixture = new SessionServiceFixture(database);
    var begun = fixture.signIn(ADA);
    assertTrue(fixture.holds(begun));

    fixture.sessions.end(ACME, begun.session().id());

    assertFalse(fixture.holds(begun));
  }

  @DatabaseTest
  void tellsTheOthersOfItsEnd(TestDatabase database) {
    var fixture = new SessionServiceFixture(database);
    var id = fixture.signIn(ADA).session().id();

    fixture.sessions.end(ACME, id);

    assertTrue(fixture.events.published("session.ended", id));
    assertEquals(List.of("session.started", "session.ended"), fixture.audit.actions(ACME.id()));
  }

  @DatabaseTest
  void endsOnce(TestDatabase database) {
    var fixture = new SessionServiceFixture(database);
    var id = fixture.signIn(ADA).session().id();

    fixture.sessions.end(ACME, id);
    fixture.sessions.end(ACME, id);

    assertEquals(List.of("session.started", "session.ended"), fixture.audit.actions(ACME.id()));
  }

  @DatabaseTest
  void endsWhenItsUserIsDisabledOrDeleted(TestDatabase database) {
    var fixture = new SessionServiceFixture(database);
    var adas = fixture.signIn(ADA);
    var bobs = fixture.signIn(BOB);

    fixture.publish("subject.disabled", ADA);
    fixture.publish("subject.deleted", BOB);

    assertEquals(List.of(false, false), List.of(fixture.holds(adas), fixture.holds(bobs)));
  }

  @DatabaseTest
  void letsNobodyActWhoMayNotEvenIfNoEventCame(TestDatabase database) {
    var fixture = new SessionServiceFixture(database);
    var begun = fixture.signIn(ADA);

    fixture.subjects.disabled(ACME, ADA);

    assertFalse(fixture.holds(begun));
  }

  @DatabaseTest
  void endsWithThePasswordButForTheSessionThatChangedIt(TestDatabase database) {
    var fixture = new SessionServiceFixture(database);
    var changing = fixture.signIn(ADA);
    var other = fixture.signIn(ADA);
    var bobs = fixture.signIn(BOB);
    fixture.sessions.preserveDuringPasswordChange(ACME, changing.session().id());

    fixture.publish("user.password-changed", ADA);

    assertEquals(
        List.of(true, false, true),
        List.of(fixture.holds(changing), fixture.holds(other), fixture.holds(bobs)));
  }

  @DatabaseTest
  void endsWithAPasswordThatWasChangedLater(TestDatabase database) {
    var fixture = new SessionServiceFixture(database);
    var begun = fixture.signIn(ADA);
    fixture.sessions.preserveDuringPasswordChange(ACME, begun.session().id());
    fixture.now = fixture.now.plusSeconds(60);

    fixture.publish("user.password-changed", ADA);

    assertFalse(fixture.holds(begun));
  }

  @DatabaseTest
  void endsByWhatItHearsLateOnlyWhatWasThereThen(TestDatabase database) {
    var fixture = new SessionServiceFixture(database);
    for (String type : List.of("user.password-changed", "subject.disabled", "subject.deleted")) {
      var before = fixture.signIn(ADA);
      var when = fixture.now;
      fixture.now = fixture.now.plusSeconds(60);
      var since = fixture.signIn(ADA);

      fixture.hearLate(type, ADA, when);

      assertEquals(
          List.of(false, true), List.of(fixture.holds(before), fixture.holds(since)), type);
    }
  }

  @DatabaseTest
  void endsTheOldestBeyondTheLimit(TestDatabase database) {
    var fixture = new SessionServiceFixture(database);
    fixture.set("maxPerUser", 2);
    var first = fixture.signIn(ADA);
    fixture.now = fixture.now.plusSeconds(1);
    var second = fixture.signIn(ADA);
    fixture.now = fixture.now.plusSeconds(1);
    var third = fixture.signIn(ADA);

    assertEquals(
        List.of(false, true, true),
        List.of(fixture.holds(first), fixture.holds(second), fixture.holds(third)));
  }

  @DatabaseTest
  void endsTheOldestOfAUserWhoSignsInOverAndOver(TestDatabase database) {
    var fixture = new SessionServiceFixture(database);
    var first = fixture.signIn(ADA);
    var other = fixture.signIn(BOB);
    for (int i = 0; i < 219; i++) {
      fixture.now = fixture.now.plusSeconds(1);
      fixture.signIn(ADA);
    }

    assertEquals(
        List.of(false, true, 200),
        List.of(
            fixture.holds(first),
            fixture.holds(other),
            fixture.sessions.list(SessionServiceFixture.ACME, ADA).size()));
  }

  @DatabaseTest
  void endsAllButOne(TestDatabase database) {
    var fixture = new SessionServiceFixture(database);
    var kept = fixture.signIn(ADA);
    fixture.signIn(ADA);
    fixture.signIn(ADA);

    int ended = fixture.sessions.endAll(ACME, ADA, Optional.of(kept.session().id()));

    assertEquals(2, ended);
    assertEquals(
        List.of(kept.session().id()),
        fixture.sessions.list(ACME, ADA).stream().map(Session::id).toList());
  }

  @DatabaseTest
  void forgetsATenantThatIsDeleted(TestDatabase database) {
    var fixture = new SessionServiceFixture(database);
    var begun = fixture.signIn(ADA);
    assertTrue(fixture.holds(begun));

    database.eraser(List.of("sessions_session")).erase(ACME.id());
    fixture.events.publish(new DomainEvent(DomainEvent.TENANT_CHANGED, ACME.id(), ACME.slug()));

    assertFalse(fixture.holds(begun));
  }

  @DatabaseTest
  void publishesOneEventForAnExpiredSession(TestDatabase database) {
    var fixture = new SessionServiceFixture(database);
    var id = fixture.signIn(ADA).session().id();
    fixture.now = fixture.now.plus(Duration.ofMinutes(33));

    fixture.sessions.terminator().endLapsed();
    fixture.sessions.terminator().endLapsed();

    assertEquals(
        1,
        fixture.events.published().stream()
            .filter(event -> event.type().equals("session.ended") && event.id().equals(id))
            .count());
  }

  @DatabaseTest
  void publishesNoEventForAnActiveSession(TestDatabase database) {
    var fixture = new SessionServiceFixture(database);
    var id = fixture.signIn(ADA).session().id();
    fixture.now = fixture.now.plus(Duration.ofMinutes(29));

    fixture.sessions.terminator().endLapsed();

    assertFalse(fixture.events.published("session.ended", id));
  }

  @DatabaseTest
  void recordsASessionAndTheSignInThatItIsOfAtOnce(TestDatabase database) {
    var fixture = new SessionServiceFixture(database);

    var begun =
        fixture.sessions.begin(
            ACME, by(ADA), aRequest().build(), DefaultSessionServiceTest::signIn);

    assertEquals(List.of("session.started", "signed-in"), fixture.audit.actions(ACME.id()));
    assertEquals(begun.session().id(), fixture.audit.last(ACME.id()).event().message());
    assertEquals(1, fixture.audit.recordCalls());
  }

  @DatabaseTest
  void recordsASessionThatGoesOnAndTheSignInThatItIsOfAtOnce(TestDatabase database) {
    var fixture = new SessionServiceFixture(database);
    var request = from(fixture.signIn(ADA));

    fixture.sessions.begin(ACME, by(ADA), request, DefaultSessionServiceTest::signIn);

    assertEquals(
        List.of("session.started", "session.renewed", "signed-in"),
        fixture.audit.actions(ACME.id()));
    assertEquals(2, fixture.audit.recordCalls());
  }

  @DatabaseTest
  void removesWhatEndedLongAgo(TestDatabase database) {
    var fixture = new SessionServiceFixture(database);
    fixture.signIn(ADA);
    fixture.now = fixture.now.plus(Duration.ofDays(9));
    fixture.signIn(ADA);

    assertEquals(1, fixture.store.purge(fixture.now.minus(Duration.ofDays(7))));
  }

  @DatabaseTest
  void takesAFormTokenOfTheSameSessionAndPurposeAlone(TestDatabase database) {
    var fixture = new SessionServiceFixture(database);
    var ada = fixture.signIn(ADA).session();
    var bob = fixture.signIn(BOB).session();
    var token = fixture.sessions.createFormToken(ACME, ada, "consent");

    assertTrue(fixture.sessions.isFormTokenValid(ACME, ada, "consent", token));
    assertFalse(fixture.sessions.isFormTokenValid(ACME, ada, "logout", token));
    assertFalse(fixture.sessions.isFormTokenValid(ACME, bob, "consent", token));
    assertFalse(fixture.sessions.isFormTokenValid(GLOBEX, ada, "consent", token));
  }
}
