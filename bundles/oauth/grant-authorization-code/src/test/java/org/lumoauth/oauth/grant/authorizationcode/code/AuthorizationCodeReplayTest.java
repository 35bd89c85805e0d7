/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.authorizationcode.code;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.oauth.grant.authorizationcode.AuthorizationCodeFixture.ACME;
import static org.lumoauth.testkit.builder.TestBuilders.aClient;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.grant.AuthenticatedTokenRequest;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.oauth.grant.authorizationcode.AuthorizationCodeFixture;
import org.lumoauth.testkit.fake.oauth.FakeTokenResponseIssuer;

/** A code is redeemed once. A replay revokes the tokens that the code returned. */
class AuthorizationCodeReplayTest extends AuthorizationCodeGrantTestBase {
  private static final String USED =
      "The code was already used. Start a new authorization request.";

  /** Older versions recorded a grant with its first token, and their codes outlive an upgrade. */
  @Test
  void redeemsCodeOfOlderVersionOnlyOnce() {
    String code = world.codes.issue(ACME, aClient().build(), unrecorded()).awaitStored();

    redeem(request(code));

    assertTrue(world.grants.isActive(ACME, "grn_1"));
    assertRefused(USED, request(code));
    assertFalse(world.grants.isActive(ACME, "grn_1"));
  }

  @Test
  void redeemsOlderVersionCodeOnceUnderConcurrency() throws Exception {
    atOnce(world.codes.issue(ACME, aClient().build(), unrecorded()).awaitStored());
  }

  /** Both found it unused, and one of them used it while the other's tokens were made. */
  @Test
  void refusesASecondRedemptionAndRevokesTheFirstTokens() {
    String code = code(issued());
    AuthenticatedTokenRequest request = request(code).build();

    var slower = slower(() -> world.grant.grant(ACME, request), true);

    var refusal = assertThrows(OAuthException.class, () -> slower.grant(ACME, request));
    assertEquals(USED, refusal.getMessage());
    assertFalse(world.grants.isActive(ACME, "grn_1"));
    assertEquals(List.of("code.replayed"), world.log.actions(ACME.id()));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void reportsReplayBeforeOtherErrors(boolean module) {
    String code = code(issued());
    AuthenticatedTokenRequest request = request(code).build();
    Runnable meanwhile =
        () -> {
          world.grant.grant(ACME, request);
          if (module) {
            throw ApiException.moduleUnavailable("openid");
          }
        };

    var slower = slower(meanwhile, false);

    var refusal = assertThrows(OAuthException.class, () -> slower.grant(ACME, request));
    assertEquals(USED, refusal.getMessage());
    assertFalse(world.grants.isActive(ACME, "grn_1"));
    assertEquals(List.of("code.replayed"), world.log.actions(ACME.id()));
  }

  @Test
  void doesNotAuditReplayForConcurrentlyExpiredCode() {
    AuthenticatedTokenRequest request = request(code(issued())).build();

    var slow = slower(() -> world.pass(Duration.ofSeconds(60)), true);

    var refusal = assertThrows(OAuthException.class, () -> slow.grant(ACME, request));
    assertEquals(NOT_GOOD, refusal.getMessage());
    assertFalse(world.grants.isActive(ACME, "grn_1"));
    assertEquals(List.of(), world.log.actions(ACME.id()));
  }

  @Test
  void consumesCodeIfTokenIssuanceIsRejected() {
    String code = code(issued());
    AuthenticatedTokenRequest request = request(code).build();

    var refusing = slower(() -> {}, false);

    var refusal = assertThrows(OAuthException.class, () -> refusing.grant(ACME, request));
    assertEquals("The grant has ended, or the rule rejects it.", refusal.getMessage());
    assertRefused(USED, request(code));
  }

  /**
   * A grant during whose making of tokens something else happens.
   *
   * @param then whether it makes them after that
   */
  private AuthorizationCodeGrantHandler slower(Runnable meanwhile, boolean then) {
    FakeTokenResponseIssuer.TokenIssuanceRule gate =
        (tenant, request, granted) -> {
          meanwhile.run();
          return then;
        };
    return new AuthorizationCodeGrantHandler(
        world.codes,
        world.grants,
        new FakeTokenResponseIssuer(world.grants, world.tokens, gate),
        world.audit);
  }

  @Test
  void refusesAReplayedCodeAndRevokesItsTokens() {
    String code = code(issued());
    redeem(request(code));

    assertRefused(USED, request(code));
    assertFalse(world.grants.isActive(ACME, "grn_1"));
    assertEquals("code.replayed", world.log.last(ACME.id()).event().action());
  }

  @Test
  void revokesTokensOfACodeReplayedByAnotherClient() {
    String code = code(issued());
    redeem(request(code));

    assertRefused(USED, request(code).from(AuthorizationCodeFixture.client().withId("cli_thief")));

    assertFalse(world.grants.isActive(ACME, "grn_1"));
  }

  @Test
  void redeemsCodeOnceUnderConcurrency() throws Exception {
    atOnce(code(issued()));
  }

  private void atOnce(String code) throws Exception {
    int many = 8;
    var start = new CyclicBarrier(many);
    var threads = Executors.newFixedThreadPool(many);
    try {
      List<Future<Boolean>> tries =
          IntStream.range(0, many)
              .mapToObj(
                  any ->
                      threads.submit(
                          () -> {
                            start.await();
                            try {
                              redeem(request(code));
                              return true;
                            } catch (OAuthException refused) {
                              assertEquals("invalid_grant", refused.code());
                              return false;
                            }
                          }))
              .toList();
      int won = 0;
      for (Future<Boolean> each : tries) {
        won += each.get() ? 1 : 0;
      }
      assertTrue(won <= 1, won + " won");
      assertFalse(world.grants.isActive(ACME, "grn_1"), "what the winner got did not end");
    } finally {
      threads.shutdownNow();
    }
  }

  private static IssuedAuthorizationCode unrecorded() {
    var of = issued();
    return new IssuedAuthorizationCode(
        of.grant(),
        of.redirectUri(),
        of.redirectUriGiven(),
        of.codeChallenge(),
        of.dpopJkt(),
        of.profile(),
        false,
        of.used());
  }
}
