/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.refreshtoken;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.oauth.grant.refreshtoken.RefreshTokenFixture.ACME;
import static org.lumoauth.oauth.grant.refreshtoken.RefreshTokenFixture.APP;
import static org.lumoauth.oauth.grant.refreshtoken.RefreshTokenFixture.GLOBEX;
import static org.lumoauth.oauth.grant.refreshtoken.RefreshTokenFixture.granted;
import static org.lumoauth.oauth.grant.refreshtoken.RefreshTokenFixture.refresh;
import static org.lumoauth.testkit.builder.TestBuilders.aClient;
import static org.lumoauth.testkit.builder.TestBuilders.aPublicClient;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.grant.AuthenticatedTokenRequest;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

/** Attacks with refresh tokens, each with its error and reason. */
class RefreshTokenAttackTest {

  private static final int THREADS = 16;
  private static final String DEAD =
      "The refresh token is invalid, expired, revoked or already used. Start a new authorization request.";
  private static final Client OTHER =
      aClient().withId("other").withGrantTypes("refresh_token").withScope("openid").build();
  private static final Client PUBLIC_APP =
      aPublicClient()
          .withId("phone")
          .withGrantTypes("authorization_code", "refresh_token")
          .withScope("openid", "offline_access", "documents.read")
          .build();

  @DatabaseTest
  void revokesFamilyAndGrantOnReplayAfterGracePeriod(TestDatabase database) {
    var room = new RefreshTokenFixture(database);
    var stolen = room.begin();
    var next = room.next(stolen);
    room.pass(Duration.ofSeconds(11));

    assertRefused(room, ACME, refresh(stolen).build(), "invalid_grant", DEAD);
    assertRefused(room, ACME, refresh(next).build(), "invalid_grant", DEAD);
    assertFalse(room.grants.isActive(ACME, "grn_1"));
    assertEquals("refresh_token.reused", room.log.last(ACME.id()).event().action());
  }

  @DatabaseTest
  void treatsReplayOfOlderTokenAsReuse(TestDatabase database) {
    var room = new RefreshTokenFixture(database);
    var stolen = room.begin();
    var last = room.next(room.next(stolen));

    assertRefused(room, ACME, refresh(stolen).build(), "invalid_grant", DEAD);
    assertRefused(room, ACME, refresh(last).build(), "invalid_grant", DEAD);
  }

  @DatabaseTest
  void treatsReplayAsReuseWithoutGracePeriod(TestDatabase database) {
    var room = new RefreshTokenFixture(database);
    room.settings.change(ACME, RefreshTokenSettings.SECTION, Map.of("graceSeconds", 0L));
    var stolen = room.begin();
    room.next(stolen);

    assertRefused(room, ACME, refresh(stolen).build(), "invalid_grant", DEAD);
    assertFalse(room.grants.isActive(ACME, "grn_1"));
  }

  @DatabaseTest
  void issuesOneSuccessorForConcurrentRetries(TestDatabase database) throws Exception {
    var room = new RefreshTokenFixture(database);
    var first = room.begin();

    var successors = atOnce(() -> room.next(first));

    assertEquals(1, new HashSet<>(successors).size());
    var heir = room.next(successors.get(0));
    room.pass(Duration.ofSeconds(11));
    assertEquals(2, generation(room.next(heir)) - 1);
  }

  @DatabaseTest
  void revokesFamilyOnConcurrentReplayWithoutGracePeriod(TestDatabase database) throws Exception {
    var room = new RefreshTokenFixture(database);
    room.settings.change(ACME, RefreshTokenSettings.SECTION, Map.of("graceSeconds", 0L));
    var first = room.begin();

    var answers = atOnce(() -> outcome(room, first));

    assertEquals(1, answers.stream().filter(answer -> !answer.equals("invalid_grant")).count());
    assertFalse(room.grants.isActive(ACME, "grn_1"));
  }

  @DatabaseTest
  void rejectsScopeBeyondGrant(TestDatabase database) {
    var room = new RefreshTokenFixture(database);
    var request = refresh(room.begin()).withScope("documents.read documents.write").build();

    assertRefused(
        room,
        ACME,
        request,
        "invalid_scope",
        "The granted scope does not include documents.write.");
  }

  @DatabaseTest
  void narrowsScopeOfAccessToken(TestDatabase database) {
    var room = new RefreshTokenFixture(database);
    var answer = room.grant.grant(ACME, refresh(room.begin()).withScope("openid").build());

    assertEquals(Set.of("openid"), answer.accessToken().scope());
  }

  @DatabaseTest
  void omitsScopeRemovedFromClient(TestDatabase database) {
    var room = new RefreshTokenFixture(database);
    var token = room.begin();
    var lessened =
        aClient().withId("app").withGrantTypes("refresh_token").withScope("openid").build();

    var answer = room.grant.grant(ACME, refresh(lessened, token).build());

    assertEquals(Set.of("openid"), answer.accessToken().scope());
  }

  @DatabaseTest
  void rejectsResourceBeyondGrant(TestDatabase database) {
    var room = new RefreshTokenFixture(database);
    var request = refresh(room.begin()).with("resource", "https://c.example").build();

    assertRefused(
        room, ACME, request, "invalid_target", "resource must be one of the granted resources.");
  }

  @DatabaseTest
  void rejectsAnotherClientWithoutConsumingToken(TestDatabase database) {
    var room = new RefreshTokenFixture(database);
    var token = room.begin();

    assertRefused(
        room,
        ACME,
        refresh(OTHER, token).build(),
        "invalid_grant",
        "The refresh token was issued to another client.");
    assertEquals(1, generation(room.next(token)));
  }

  @DatabaseTest
  void rejectsTokenInAnotherTenant(TestDatabase database) {
    var room = new RefreshTokenFixture(database);
    var token = room.begin();
    room.grants.add(GLOBEX, granted("grn_1", APP), "authorization_code");

    assertRefused(room, GLOBEX, refresh(token).build(), "invalid_grant", DEAD);
    assertEquals(1, generation(room.next(token)));
  }

  @DatabaseTest
  void rejectsTokenBoundToAnotherKey(TestDatabase database) {
    var room = new RefreshTokenFixture(database);
    var key = Map.<String, Object>of("jkt", "mine");
    var token =
        room.begin(ACME, PUBLIC_APP, granted("grn_2", PUBLIC_APP), Optional.of(key)).orElseThrow();
    var reason = "The refresh token is bound to a different key. Prove possession of that key.";

    assertRefused(room, ACME, refresh(PUBLIC_APP, token).build(), "invalid_grant", reason);
    assertRefused(
        room,
        ACME,
        refresh(PUBLIC_APP, token).boundTo(Map.of("jkt", "theirs")).build(),
        "invalid_grant",
        reason);
    assertTrue(
        room.grant
            .grant(ACME, refresh(PUBLIC_APP, token).boundTo(key).build())
            .refreshToken()
            .isPresent());
  }

  @DatabaseTest
  void ignoresGuessedToken(TestDatabase database) {
    var room = new RefreshTokenFixture(database);
    var token = room.begin();
    var proof = token.lastIndexOf('.') + 1;
    var first = token.charAt(proof) == 'A' ? 'B' : 'A';
    var guess = token.substring(0, proof) + first + token.substring(proof + 1);

    assertRefused(room, ACME, refresh(guess).build(), "invalid_grant", DEAD);
    assertRefused(room, ACME, refresh(token.replace(".0.", ".1.")).build(), "invalid_grant", DEAD);
    assertEquals(1, generation(room.next(token)));
  }

  @DatabaseTest
  void rejectsTokenOfRevokedGrant(TestDatabase database) {
    var room = new RefreshTokenFixture(database);
    var token = room.begin();
    room.grants.end(ACME, "grn_1");

    assertRefused(
        room,
        ACME,
        refresh(token).build(),
        "invalid_grant",
        "The grant was revoked or has expired. Start a new authorization request.");
  }

  private static int generation(String token) {
    return Integer.parseInt(token.split("\\.")[1]);
  }

  private static String outcome(RefreshTokenFixture room, String token) {
    try {
      return room.next(token);
    } catch (OAuthException refusal) {
      return refusal.code();
    }
  }

  private static void assertRefused(
      RefreshTokenFixture room,
      TenantContext tenant,
      AuthenticatedTokenRequest request,
      String code,
      String reason) {
    var refusal = assertThrows(OAuthException.class, () -> room.grant.grant(tenant, request));

    assertEquals(code, refusal.code());
    assertEquals(reason, refusal.getMessage());
  }

  private static List<String> atOnce(Callable<String> work) throws Exception {
    var start = new CountDownLatch(1);
    var pool = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<String>> running = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        running.add(
            pool.submit(
                () -> {
                  start.await();
                  return work.call();
                }));
      }
      start.countDown();
      List<String> answers = new ArrayList<>();
      for (Future<String> each : running) {
        answers.add(each.get());
      }
      return answers;
    } finally {
      pool.shutdownNow();
    }
  }
}
