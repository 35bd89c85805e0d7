/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.sessions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.authn.sessions.SessionServiceFixture.ACME;
import static org.lumoauth.authn.sessions.SessionServiceFixture.ADA;

import java.time.Duration;
import java.util.List;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

/** The event of a session's end is written in the same transaction, or the session stays active. */
class SessionEndEventTest {

  @DatabaseTest
  void areWrittenDownWithTheSession(TestDatabase database) {
    var fixture = new SessionServiceFixture(database);
    var session = fixture.signIn(ADA).session();

    fixture.sessions.end(ACME, session.id());
    fixture.sessions.end(ACME, session.id());

    assertEquals(
        List.of(new DomainEvent("session.ended", ACME.id(), session.id())),
        fixture.events.written());
  }

  @DatabaseTest
  void areWrittenDownWhereASessionLapses(TestDatabase database) {
    var fixture = new SessionServiceFixture(database);
    var session = fixture.signIn(ADA).session();
    fixture.now = fixture.now.plus(Duration.ofDays(400));

    fixture.sessions.terminator().endLapsed();

    assertEquals(
        List.of(new DomainEvent("session.ended", ACME.id(), session.id())),
        fixture.events.written());
  }

  @DatabaseTest
  void leaveTheSessionWhereTheyCantBeWritten(TestDatabase database) {
    var fixture = new SessionServiceFixture(database);
    var begun = fixture.signIn(ADA);
    fixture.events.failWrites();

    assertThrows(RuntimeException.class, () -> fixture.sessions.end(ACME, begun.session().id()));

    assertTrue(fixture.holds(begun));
  }

  @DatabaseTest
  void areNotWrittenDuringASignIn(TestDatabase database) {
    var fixture = new SessionServiceFixture(database);

    fixture.signIn(ADA);

    assertEquals(List.of(), fixture.events.written());
  }
}
