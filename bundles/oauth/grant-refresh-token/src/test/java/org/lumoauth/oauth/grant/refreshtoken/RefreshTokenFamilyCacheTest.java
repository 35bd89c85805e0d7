/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.refreshtoken;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.lumoauth.oauth.grant.refreshtoken.RefreshTokenFixture.ACME;
import static org.lumoauth.oauth.grant.refreshtoken.RefreshTokenFixture.APP;

import java.time.Duration;
import java.util.List;
import org.lumoauth.oauth.grant.refreshtoken.RefreshTokenService.RefreshTokenRotationResult;
import org.lumoauth.platform.persistence.SqlStatementRunner;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

/** Two nodes on one database: what one remembers is never more than a guess. */
class RefreshTokenFamilyCacheTest {

  private RefreshTokenFixture room;
  private RefreshTokenService here;
  private RefreshTokenService there;

  @DatabaseTest
  void rotatesTokenRotatedByOtherNode(TestDatabase database) {
    open(database);

    String token = room.beginPlain();
    for (int i = 0; i < 3; i++) {
      token = next(there, next(here, next(here, token)));
    }
    assertInstanceOf(RefreshTokenRotationResult.RotatedRefreshToken.class, rotate(here, token));
  }

  @DatabaseTest
  void returnsSameSuccessorOnEitherNode(TestDatabase database) {
    open(database);

    String first = next(here, room.beginPlain());
    String second = next(there, first);

    assertEquals(second, next(here, first));
    assertEquals(second, next(here, first));
  }

  @DatabaseTest
  void detectsReuseOfTokenRotatedByOtherNode(TestDatabase database) {
    open(database);

    String first = next(here, room.beginPlain());
    String third = next(there, next(there, first));

    assertInstanceOf(RefreshTokenRotationResult.ReusedRefreshToken.class, rotate(here, first));
    assertInstanceOf(RefreshTokenRotationResult.UnknownRefreshToken.class, rotate(there, third));
    assertInstanceOf(RefreshTokenRotationResult.UnknownRefreshToken.class, rotate(here, third));
  }

  @DatabaseTest
  void detectsReuseAfterGracePeriod(TestDatabase database) {
    open(database);

    String first = next(here, room.beginPlain());
    String second = next(there, first);
    room.pass(Duration.ofMinutes(5));

    assertInstanceOf(RefreshTokenRotationResult.ReusedRefreshToken.class, rotate(here, first));
    assertInstanceOf(RefreshTokenRotationResult.UnknownRefreshToken.class, rotate(there, second));
  }

  @DatabaseTest
  void rejectsTokenRevokedByOtherNode(TestDatabase database) {
    open(database);

    String token = next(here, room.beginPlain());
    there.revoke(ACME, APP, token);

    assertInstanceOf(RefreshTokenRotationResult.UnknownRefreshToken.class, rotate(here, token));
  }

  @DatabaseTest
  void rejectsErasedToken(TestDatabase database) {
    open(database);

    String token = next(here, room.beginPlain());
    database.eraser(List.of("rft_family")).erase(ACME.id());

    assertInstanceOf(RefreshTokenRotationResult.UnknownRefreshToken.class, rotate(here, token));
  }

  /** Another node may have been told that tokens are used sooner. */
  @DatabaseTest
  void rejectsTokenExpiredInDatabase(TestDatabase database) {
    open(database);

    String token = next(here, room.beginPlain());
    database
        .open(TestDatabase.tablesOf(RefreshTokenFamilyStore.class))
        .autoCommit(
            connection ->
                SqlStatementRunner.update(connection, "update rft_family set expires_us = 1"));

    assertInstanceOf(RefreshTokenRotationResult.UnknownRefreshToken.class, rotate(here, token));
  }

  @DatabaseTest
  void rejectsExpiredToken(TestDatabase database) {
    open(database);

    String token = next(here, room.beginPlain());
    room.pass(Duration.ofDays(400));

    assertInstanceOf(RefreshTokenRotationResult.UnknownRefreshToken.class, rotate(here, token));
  }

  private void open(TestDatabase database) {
    room = new RefreshTokenFixture(database);
    here = node(room);
    there = node(room);
  }

  private static RefreshTokenService node(RefreshTokenFixture room) {
    return new RefreshTokenService(room.store, room.vault, room.settings, room::now);
  }

  private static String next(RefreshTokenService node, String token) {
    return assertInstanceOf(
            RefreshTokenRotationResult.RotatedRefreshToken.class, rotate(node, token))
        .token();
  }

  private static RefreshTokenRotationResult rotate(RefreshTokenService node, String token) {
    return node.rotate(ACME, true, token, grant -> {});
  }
}
