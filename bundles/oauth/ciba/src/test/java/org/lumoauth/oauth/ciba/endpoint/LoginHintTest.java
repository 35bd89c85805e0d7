/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.ciba.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lumoauth.oauth.ciba.CibaBundleFixture.ACME;
import static org.lumoauth.oauth.ciba.CibaBundleFixture.ADA;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumoauth.oauth.ciba.CibaBundleFixture;
import org.lumoauth.oauth.ciba.PlainTextJwtVerifier;
import org.lumoauth.testkit.builder.ClientBuilder;

/** The user that a client's hint identifies (CIBA section 7.1). */
class LoginHintTest {

  private final CibaBundleFixture world = new CibaBundleFixture();

  @Test
  void requiresHint() {
    assertEquals("invalid_request", world.refusal("login_hint", null));
  }

  @Test
  void rejectsMultipleHints() {
    assertEquals("invalid_request", world.refusal("id_token_hint", "id-token/" + ADA.id() + "/x"));
  }

  @Test
  void resolvesUserByIdTokenHint() {
    world.asked("login_hint", null, "id_token_hint", idToken(ClientBuilder.ID));

    assertEquals(1, world.requests.findOpen(ACME, ADA.id()).size());
  }

  @Test
  void rejectsIdTokenHintOfAnotherClient() {
    assertEquals(
        "invalid_request",
        world.refusal("login_hint", null, "id_token_hint", idToken("cli_other")));
  }

  @Test
  void rejectsInvalidIdTokenHint() {
    assertEquals("invalid_request", world.refusal("login_hint", null, "id_token_hint", "x.y.z"));
  }

  @Test
  void resolvesUserByLoginHintToken() {
    world.asked("login_hint", null, "login_hint_token", hintToken(60));

    assertEquals(1, world.requests.findOpen(ACME, ADA.id()).size());
  }

  @Test
  void rejectsExpiredLoginHintToken() {
    assertEquals(
        "expired_login_hint_token",
        world.refusal("login_hint", null, "login_hint_token", hintToken(-60)));
  }

  @Test
  void doesNotRevealWhetherAUserExists() { // user enumeration
    var known = world.ask().answer();
    var unknown = world.ask("login_hint", "nobody@example.com").answer();

    assertEquals(known.keySet(), unknown.keySet());
    assertEquals(known.get("expires_in"), unknown.get("expires_in"));
    assertEquals("authorization_pending", world.pollRefusal((String) unknown.get("auth_req_id")));
    assertEquals(2, world.tasks.count(), "as much work for the one");
  }

  @Test
  void limitsRequestsForUnknownAndKnownUsersAlike() { // user enumeration
    for (String hint : List.of(CibaBundleFixture.ADDRESS, "nobody@example.com")) {
      for (int i = 0; i < 5; i++) {
        world.ask("login_hint", hint);
      }
      assertEquals("too_many_requests", world.refusal("login_hint", hint), hint);
    }
  }

  @Test
  void createsNoPromptForDisabledUser() {
    world.subjects.disabled(ACME, ADA);

    String authReqId = world.asked();

    assertEquals("authorization_pending", world.pollRefusal(authReqId));
    assertEquals(List.of(), world.requests.findOpen(ACME, ADA.id()));
  }

  @Test
  void reportsAnUnknownUserWhenConfigured() {
    world.set("tellUnknownUsers", true);

    assertEquals("unknown_user_id", world.refusal("login_hint", "nobody@example.com"));
  }

  private static String idToken(String clientId) {
    return "id-token/" + ADA.id() + "/" + clientId;
  }

  private String hintToken(long seconds) {
    return PlainTextJwtVerifier.jwt(
        "login-hint+jwt",
        "ES256",
        Map.of(
            "iss",
            ClientBuilder.ID,
            "aud",
            ACME.issuer(),
            "exp",
            world.now().getEpochSecond() + seconds,
            "sub_id",
            Map.of("format", "email", "email", CibaBundleFixture.ADDRESS)));
  }
}
