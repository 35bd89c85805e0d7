/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.sessions;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.lumoauth.authn.sessions.SessionServiceFixture.ACME;
import static org.lumoauth.authn.sessions.SessionServiceFixture.ADA;
import static org.lumoauth.authn.sessions.SessionServiceFixture.by;
import static org.lumoauth.authn.sessions.SessionServiceFixture.from;

import java.time.Duration;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.race.ConcurrentRunner;

class SessionConcurrentEndTest {

  /** What has ended must not lapse as well: it would be found as such again and again. */
  @DatabaseTest
  void goesOnWithNoSessionThatEndsAtTheSameMoment(TestDatabase database) throws Exception {
    var fixture = new SessionServiceFixture(database);
    for (int round = 0; round < 30; round++) {
      var begun = fixture.signIn(ADA);
      var id = begun.session().id();
      fixture.now = fixture.now.plusSeconds(1);

      ConcurrentRunner.runAll(
          2,
          who ->
              who == 0
                  ? fixture.store.end(ACME.id(), id, fixture.now, fixture.events.prepare())
                  : fixture.sessions.begin(ACME, by(ADA), from(begun)));

      var lapsing = fixture.store.findLapsed(fixture.now.plus(Duration.ofDays(400)), 1_000);
      assertFalse(
          lapsing.contains(new SessionStore.TenantSessionId(ACME.id(), id)), "round " + round);
    }
  }
}
