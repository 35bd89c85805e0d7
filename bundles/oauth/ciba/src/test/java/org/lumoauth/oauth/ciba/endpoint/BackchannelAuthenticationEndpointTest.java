/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.ciba.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.oauth.ciba.CibaBundleFixture.ACME;
import static org.lumoauth.oauth.ciba.CibaBundleFixture.ADA;
import static org.lumoauth.oauth.ciba.CibaBundleFixture.TOKEN;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.resource.ResourcePolicy;
import org.lumoauth.oauth.ciba.CibaBundleFixture;
import org.lumoauth.testkit.builder.UserBuilder;

/** What a client may ask for, and how it is refused (CIBA sections 7 and 13). */
class BackchannelAuthenticationEndpointTest {

  private final CibaBundleFixture world = new CibaBundleFixture();

  @Test
  void returnsAuthReqIdExpiryAndInterval() {
    Map<String, Object> answer = world.ask().answer();

    assertTrue(((String) answer.get("auth_req_id")).matches("[A-Za-z0-9._-]{43}"));
    assertEquals(300L, answer.get("expires_in"));
    assertEquals(5L, answer.get("interval"));
  }

  @Test
  void disablesCaching() {
    assertEquals("no-store", world.ask().responseHeader("Cache-Control"));
  }

  @Test
  void auditsRequestWithTargetUser() {
    world.ask();

    var event = world.log.last(ACME.id()).event();
    assertEquals("ciba.requested", event.action());
    assertEquals(ADA.id(), event.target().orElseThrow().id());
  }

  @Test
  void omitsIntervalInPushMode() {
    world.registered(CibaBundleFixture.client("push"));

    assertFalse(world.ask("client_notification_token", TOKEN).answer().containsKey("interval"));
  }

  @ParameterizedTest
  @CsvSource({"60,60", "1,10", "86400,900", "99999999999999999999,900"})
  void limitsRequestedExpiry(String wanted, long given) {
    assertEquals(given, world.ask("requested_expiry", wanted).answer().get("expires_in"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "1.5", "soon", "0x10", "١٢٠"})
  void rejectsRequestedExpiryThatIsNotPositiveInteger(String wanted) {
    assertEquals("invalid_request", world.refusal("requested_expiry", wanted));
  }

  @Test
  void rejectsClientWithoutCibaGrantType() {
    world.registered(CibaBundleFixture.client().withGrantTypes("authorization_code"));

    assertEquals("unauthorized_client", world.refusal());
  }

  @Test
  void refusesAPublicClient() {
    world.registered(CibaBundleFixture.client().publicClient());

    assertEquals("unauthorized_client", world.refusal());
  }

  @Test
  void refusesAClientThatIsDisabled() {
    world.registered(CibaBundleFixture.client().disabled());

    assertEquals("invalid_client", world.refusal());
  }

  @Test
  void rejectsPingClientWithoutNotificationEndpoint() {
    world.registered(CibaBundleFixture.client().with("backchannel_token_delivery_mode", "ping"));

    assertEquals("unauthorized_client", world.refusal("client_notification_token", TOKEN));
  }

  @Test
  void rejectsPushModeForDpopBoundTokens() {
    world.registered(CibaBundleFixture.client("push").with("dpop_bound_access_tokens", true));

    assertEquals("unauthorized_client", world.refusal("client_notification_token", TOKEN));
  }

  @Test
  void requiresScope() {
    assertEquals("invalid_request", world.refusal("scope", null));
  }

  @Test
  void requiresOpenidScope() {
    assertEquals("invalid_scope", world.refusal("scope", "email"));
  }

  @Test
  void rejectsScopeNotAllowedForClient() {
    assertEquals("invalid_scope", world.refusal("scope", "openid documents.write"));
  }

  @Test
  void rejectsResourceNotAllowedForClient() {
    world.registered(
        CibaBundleFixture.client().with("audience_uris", List.of("https://api.example/")));

    assertEquals("invalid_target", world.refusal("resource", "https://other.example/"));
  }

  @Test
  void failsTemporarilyIfResourcePolicyIsUnavailable() {
    world.registry.withUnavailable(ResourcePolicy.class, "mcp", "agents-mcp");

    assertEquals("temporarily_unavailable", world.refusal("resource", "https://files.example/"));
  }

  @Test
  void rejectsUnknownAuthorizationDetailsType() {
    assertEquals(
        "invalid_authorization_details",
        world.refusal("authorization_details", "[{\"type\":\"payment\"}]"));
    assertEquals(
        "invalid_authorization_details",
        world.refusal("authorization_details", "[" + " ".repeat(4_096) + "]"));
  }

  @Test
  void rejectsScopeExceedingAccessTokenSize() {
    String[] scopes = new String[40];
    Arrays.setAll(scopes, i -> i == 0 ? "openid" : "documents." + i + "x".repeat(100));
    world.registered(CibaBundleFixture.client().withScope(scopes));

    assertEquals("invalid_request", world.refusal("scope", String.join(" ", scopes)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "W4SCT",
        "Pay 500.00 EUR to Söhne & Co, invoice 2026/113?",
        "取引 4711 を確認",
      })
  void acceptsPlainBindingMessage(String message) {
    world.asked("binding_message", message);

    assertEquals(message, world.requests.findOpen(ACME, ADA.id()).get(0).message().orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<b>W4SCT</b>",
        "two\nlines",
        "\u202egnp.exe",
        "zero\u200bwidth",
        "https://evil.example/pay",
        "call evil.example now",
        "//evil",
        "www.evil",
        "mail me@evil",
        "\ud83d\ude00"
      })
  void rejectsMisleadingBindingMessage(String message) {
    assertEquals("invalid_binding_message", world.refusal("binding_message", message));
  }

  @Test
  void rejectsOverlongBindingMessage() {
    assertEquals("invalid_binding_message", world.refusal("binding_message", "x".repeat(101)));
  }

  @Test
  void requiresNotificationTokenInPingMode() {
    world.registered(CibaBundleFixture.client("ping"));

    assertEquals("invalid_request", world.refusal());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tooShortForThat",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "has spaces in it and is long enough",
        "8d67dc78-7faa-4d41-aabd-67707b374255\u00e9"
      })
  void rejectsMalformedOrGuessableNotificationToken(String token) {
    world.registered(CibaBundleFixture.client("ping"));

    assertEquals("invalid_request", world.refusal("client_notification_token", token));
  }

  @Test
  void rejectsOverlongNotificationToken() {
    world.registered(CibaBundleFixture.client("ping"));

    assertEquals(
        "invalid_request", world.refusal("client_notification_token", TOKEN + "x".repeat(1_000)));
  }

  @Test
  void storesAndAuditsNoSecretInPlainText() {
    world.registered(CibaBundleFixture.client("ping"));
    String authReqId = world.asked("client_notification_token", TOKEN);

    assertFalse(world.log.last(ACME.id()).toString().contains(authReqId));
    assertFalse(world.log.last(ACME.id()).toString().contains(TOKEN));
    assertFalse(world.requests.findOpen(ACME, ADA.id()).toString().contains(TOKEN));
  }

  @Test
  void limitsPendingRequestsPerUser() {
    for (int i = 0; i < 5; i++) {
      world.ask();
    }

    var refusal = assertThrows(OAuthException.class, () -> world.ask());

    assertEquals(429, refusal.status());
    assertEquals("too_many_requests", refusal.code());
    assertTrue(Integer.parseInt(refusal.headers().get("Retry-After")) > 0);
  }

  @Test
  void freesPendingSlotsOnAnswerOrExpiry() {
    world.signIn();
    for (int i = 0; i < 5; i++) {
      world.ask();
    }
    world.answer("deny");
    world.ask();
    world.pass(Duration.ofSeconds(301));

    assertEquals(200, world.ask().status());
  }

  @Test
  void limitsRequestsPerUserAndHour() {
    world.signIn();
    for (int i = 0; i < 20; i++) {
      world.ask();
      world.answer("deny");
    }

    assertEquals("too_many_requests", world.refusal());
  }

  @Test
  void requiresUserCodeIfTenantDemandsIt() {
    world.set("userCode", true);

    assertEquals("missing_user_code", world.refusal());
    assertEquals("missing_user_code", world.refusal("login_hint", "nobody@example.com"));
  }

  @Test
  void rejectsWrongUserCodeOrUserWithoutCode() {
    world.set("userCode", true);
    assertEquals("invalid_user_code", world.refusal("user_code", "654321"));
    world.userCodes.set(ACME, UserBuilder.ID, "123456");

    assertEquals("invalid_user_code", world.refusal("user_code", "654321"));
    assertEquals(
        "invalid_user_code",
        world.refusal("user_code", "123456", "login_hint", "nobody@example.com"));
    assertEquals(200, world.ask("user_code", "123456").status());
  }

  @Test
  void throttlesUserCodeGuessing() { // brute force
    world.set("userCode", true);
    world.userCodes.set(ACME, UserBuilder.ID, "123456");
    for (int i = 0; i < 5; i++) {
      assertEquals("invalid_user_code", world.refusal("user_code", "65432" + i));
    }

    assertEquals("too_many_requests", world.refusal("user_code", "123456"));
  }

  @Test
  void generatesNewAuthReqIdPerRequest() {
    assertNotEquals(world.asked(), world.asked());
  }
}
