/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.devicecode.code;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.oauth.grant.devicecode.DeviceCodeFixture.ACME;
import static org.lumoauth.oauth.grant.devicecode.DeviceCodeFixture.GLOBEX;
import static org.lumoauth.oauth.grant.devicecode.DeviceCodeFixture.client;
import static org.lumoauth.oauth.grant.devicecode.DeviceCodeFixture.polling;
import static org.lumoauth.testkit.builder.TestBuilders.aUserRef;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.oauth.grant.devicecode.DeviceCodeFixture;

class DeviceCodeGrantHandlerTest {

  private static final String FILES = "https://files.example.com/";

  private static final String NOT_GOOD =
      "The device code is invalid or has expired. Start a new device authorization request.";

  private final DeviceCodeFixture world = new DeviceCodeFixture();

  @Test
  void returnsAuthorizationPendingBeforeAnAnswer() {
    assertEquals("authorization_pending", world.refusal(device(world.begun())));
  }

  @Test
  void issuesTokensForGrantedScopeAndResource() {
    var begun = granted(Map.of("scope", "openid email", "resource", FILES));

    var token = world.poll(device(begun)).accessToken();

    assertEquals(Set.of("openid", "email"), token.scope());
    assertEquals(aUserRef(), token.subject());
    assertEquals(FILES, world.tokens.issued().get(0).audience().get(0));
  }

  @Test
  void omitsScopeRemovedFromClient() {
    var begun = granted(Map.of("scope", "openid email"));
    var poorer = polling(client().withScope("openid").build(), device(begun)).build();

    assertEquals(Set.of("openid"), world.grant.grant(ACME, poorer).accessToken().scope());
  }

  @Test
  void returnsAccessDeniedAfterADenial() {
    world.signIn();
    var begun = world.begun();
    world.answer(begun.get("user_code"), "deny");

    assertEquals("access_denied", world.refusal(device(begun)));
  }

  @Test
  void returnsExpiredTokenForAnExpiredCode() {
    var begun = world.begun();
    world.pass(Duration.ofSeconds(600));

    assertEquals("expired_token", world.refusal(device(begun)));
  }

  @Test
  void rejectsApprovedCodeAfterExpiry() {
    var begun = granted(Map.of());
    world.pass(Duration.ofSeconds(600));

    assertEquals("expired_token", world.refusal(device(begun)));
  }

  @Test
  void returnsSlowDownForEarlyPoll() {
    var begun = world.begun();
    world.refusal(device(begun));
    world.pass(Duration.ofSeconds(3));

    assertEquals("slow_down", world.refusal(device(begun)));
  }

  @Test
  void increasesIntervalAfterEachSlowDown() {
    var begun = world.begun();
    world.refusal(device(begun));
    world.refusal(device(begun)); // 10 seconds from here on
    world.pass(Duration.ofSeconds(6));
    assertEquals("slow_down", world.refusal(device(begun))); // 15 seconds from here on
    world.pass(Duration.ofSeconds(11));
    assertEquals("slow_down", world.refusal(device(begun))); // 20 seconds from here on
    world.pass(Duration.ofSeconds(20));

    assertEquals("authorization_pending", world.refusal(device(begun)));
  }

  @Test
  void appliesTenantPollingInterval() {
    world.settings.change(ACME, "device", Map.of("intervalSeconds", 30L));
    var begun = world.begun();
    world.refusal(device(begun));
    world.pass(Duration.ofSeconds(20));

    assertEquals("slow_down", world.refusal(device(begun)));
  }

  @Test
  void issuesTokenToEarlyPollAfterApproval() { // RFC 8628 section 3.5
    world.signIn();
    var begun = world.begun();
    world.refusal(device(begun));
    world.answer(begun.get("user_code"), "allow");

    assertEquals(aUserRef(), world.poll(device(begun)).accessToken().subject());
  }

  @Test
  void returnsAccessDeniedToEarlyPollAfterDenial() {
    world.signIn();
    var begun = world.begun();
    world.refusal(device(begun));
    world.answer(begun.get("user_code"), "deny");

    assertEquals("access_denied", world.refusal(device(begun)));
  }

  @Test
  void refusesAReplayedCodeAndRevokesItsTokens() {
    var begun = granted(Map.of());
    world.poll(device(begun));
    String grantId = world.grants.list(ACME, aUserRef()).get(0).id();
    assertTrue(world.grants.isActive(ACME, grantId));

    assertEquals(
        "The device code was already used. Start a new device authorization request.",
        world.invalidGrant(ACME, polling(device(begun))));
    assertFalse(world.grants.isActive(ACME, grantId));
    assertEquals("device-code.replayed", world.log.last(ACME.id()).event().action());
  }

  @Test
  void rejectsCodeOfAnotherClientWithoutConsumingIt() {
    var begun = granted(Map.of());
    var other = client().withId("another").build();

    assertEquals(
        "The device code was issued to another client.",
        world.invalidGrant(ACME, polling(other, device(begun))));
    world.poll(device(begun)); // and the device that it belongs to is not disturbed
  }

  @Test
  void refusesACodeOfAnotherTenant() {
    var begun = granted(Map.of());

    assertEquals(NOT_GOOD, world.invalidGrant(GLOBEX, polling(device(begun))));
  }

  @Test
  void refusesTheUserCodeInPlaceOfTheDeviceCode() {
    var begun = granted(Map.of());

    assertEquals(NOT_GOOD, world.invalidGrant(ACME, polling((String) begun.get("user_code"))));
  }

  @Test
  void rejectsExcessScopeWithoutConsumingCode() {
    var begun = granted(Map.of("scope", "email"));
    var more = polling(device(begun)).withScope("email documents.read").build();

    assertEquals(
        "invalid_scope",
        assertThrows(OAuthException.class, () -> world.grant.grant(ACME, more)).code());
    assertEquals(Set.of("email"), world.poll(device(begun)).accessToken().scope());
  }

  @Test
  void rejectsOtherAuthorizationDetailsWithoutConsumingCode() {
    var begun = granted(Map.of());
    var more = polling(device(begun)).with("authorization_details", "[]").build();

    assertEquals(
        "invalid_authorization_details",
        assertThrows(OAuthException.class, () -> world.grant.grant(ACME, more)).code());
    world.poll(device(begun));
  }

  @Test
  void rejectsRevokedGrant() {
    var begun = granted(Map.of());
    world.grants.endAll(ACME, aUserRef(), Optional.empty());

    assertEquals(
        "The grant has ended, or the rule rejects it.",
        world.invalidGrant(ACME, polling(device(begun))));
  }

  @Test
  void issuesTokensOnceUnderConcurrency() throws Exception {
    String code = device(granted(Map.of()));
    int many = 8;
    var start = new CyclicBarrier(many);
    var pool = Executors.newFixedThreadPool(many);
    try {
      Callable<Boolean> asking =
          () -> {
            start.await();
            try {
              world.poll(code);
              return true;
            } catch (OAuthException refused) {
              return false;
            }
          };
      long winners = 0;
      for (var answer : pool.invokeAll(IntStream.range(0, many).mapToObj(i -> asking).toList())) {
        winners += answer.get() ? 1 : 0;
      }
      assertTrue(winners <= 1, winners + " got tokens");
      assertEquals(winners, world.tokens.issued().size());
    } finally {
      pool.shutdownNow();
    }
  }

  private Map<String, Object> granted(Map<String, String> parameters) {
    world.signIn();
    var begun = world.begin(parameters).answer();
    world.answer(begun.get("user_code"), "allow");
    return begun;
  }

  private static String device(Map<String, Object> begun) {
    return (String) begun.get("device_code");
  }
}
