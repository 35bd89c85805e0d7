package org.lumoauth.oauth.grant.refreshtoken;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.lumoauth.oauth.grant.refreshtoken.Room.ACME;
import static org.lumoauth.oauth.grant.refreshtoken.Room.APP;

import java.time.Duration;
import org.lumoauth.oauth.grant.refreshtoken.RefreshTokens.Outcome;
import org.lumoauth.platform.persistence.Statements;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

/** Two nodes on one database: what one remembers is never more than a guess. */
class RecentFamiliesTest {

  private Room room;
  private RefreshTokens here;
  private RefreshTokens there;

  @DatabaseTest
  void goesOnWhereTheOtherNodeMovedOn(TestDatabase database) {
    open(database);

    String token = room.beginPlain();
    for (int i = 0; i < 3; i++) {
      token = next(there, next(here, next(here, token)));
    }
    assertInstanceOf(Outcome.Next.class, rotate(here, token));
  }

  @DatabaseTest
  void givesTheSameAgainWhicheverNodeIsAskedAgain(TestDatabase database) {
    open(database);

    String first = next(here, room.beginPlain());
    String second = next(there, first);

    assertEquals(second, next(here, first));
    assertEquals(second, next(here, first));
  }

  @DatabaseTest
  void seesACopyThatTheOtherNodeHasTakenOn(TestDatabase database) {
    open(database);

    String first = next(here, room.beginPlain());
    String third = next(there, next(there, first));

    assertInstanceOf(Outcome.Copied.class, rotate(here, first));
    assertInstanceOf(Outcome.Unknown.class, rotate(there, third));
    assertInstanceOf(Outcome.Unknown.class, rotate(here, third));
  }

  @DatabaseTest
  void seesACopyAfterTheGrace(TestDatabase database) {
    open(database);

    String first = next(here, room.beginPlain());
    String second = next(there, first);
    room.pass(Duration.ofMinutes(5));

    assertInstanceOf(Outcome.Copied.class, rotate(here, first));
    assertInstanceOf(Outcome.Unknown.class, rotate(there, second));
  }

  @DatabaseTest
  void givesNothingOfWhatTheOtherNodeEnded(TestDatabase database) {
    open(database);

    String token = next(here, room.beginPlain());
    there.end(ACME, APP, token);

    assertInstanceOf(Outcome.Unknown.class, rotate(here, token));
  }

  @DatabaseTest
  void givesNothingOfWhatIsRemoved(TestDatabase database) {
    open(database);

    String token = next(here, room.beginPlain());
    room.store.erase(ACME.id());

    assertInstanceOf(Outcome.Unknown.class, rotate(here, token));
  }

  /** Another node may have been told that tokens are used sooner. */
  @DatabaseTest
  void givesNothingOfWhatHasExpiredElsewhere(TestDatabase database) {
    open(database);

    String token = next(here, room.beginPlain());
    database
        .open(FamilyStore.DEFINITION)
        .statement(
            connection -> Statements.update(connection, "update rft_family set expires_us = 1"));

    assertInstanceOf(Outcome.Unknown.class, rotate(here, token));
  }

  @DatabaseTest
  void endsWhenTheTimeIsOver(TestDatabase database) {
    open(database);

    String token = next(here, room.beginPlain());
    room.pass(Duration.ofDays(400));

    assertInstanceOf(Outcome.Unknown.class, rotate(here, token));
  }

  private void open(TestDatabase database) {
    room = new Room(database);
    here = node(room);
    there = node(room);
  }

  private static RefreshTokens node(Room room) {
    return new RefreshTokens(
        room.store, new RefreshTokenText(room.vault), room.settings, room::now);
  }

  private static String next(RefreshTokens node, String token) {
    return assertInstanceOf(Outcome.Next.class, rotate(node, token)).token();
  }

  private static Outcome rotate(RefreshTokens node, String token) {
    return node.rotate(ACME, true, token, grant -> {});
  }
}
