/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.lumoauth.itests.http.fixture.GrantTestCase;
import org.lumoauth.itests.http.fixture.GrantTestCase.GrantTestScene;
import org.lumoauth.itests.http.fixture.TokenParty;
import org.lumoauth.itests.http.support.ApiClient;
import org.lumoauth.itests.http.support.StubSite;
import org.lumoauth.itests.http.support.TestServer;
import org.lumoauth.itests.http.support.UnverifiedJwt;

/** A trial of a grant in one scene: what was got last, and who of its parties is switched off. */
final class DisabledPartyTrial {
  private static final Set<Integer> REFUSED = Set.of(400, 401, 403, 404);

  /** The last is what RFC 8693 section 2.2.2 has for a token that does not hold. */
  private static final Set<String> REASONS =
      Set.of(
          "invalid_grant",
          "invalid_client",
          "invalid_token",
          "tenant_not_found",
          "workload_identity_failed",
          "invalid_request");

  private final GrantTestCase trial;
  private final GrantTestScene scene;
  private JsonNode last;

  private DisabledPartyTrial(GrantTestCase trial, GrantTestScene scene) {
    this.trial = trial;
    this.scene = scene;
    last = given(trial.prepare(scene));
  }

  static DisabledPartyTrial of(GrantTestCase trial, TestServer server, StubSite site)
      throws IOException {
    return new DisabledPartyTrial(trial, GrantTestScene.create(server, site));
  }

  /** All parties that the token names must be part of the trial. */
  void coversEachParty() {
    Set<TokenParty> untried =
        TokenParty.partiesOf(scene, UnverifiedJwt.claims(last.path("access_token").asText()));
    untried.removeAll(trial.parties());

    assertEquals(Set.of(), untried, trial + ": GrantTrial.ALL leaves out who takes part");
  }

  /**
   * No token is issued while a party is disabled. Afterwards the rules of
   * docs/reference/access-tokens.md apply.
   */
  void refuseWhileDisabled(TokenParty party) throws IOException {
    Supplier<ApiClient.Answer> waiting = trial.prepare(scene);

    party.setEnabled(scene, false);

    assertRefused(waiting.get());
    assertNothingOf(last);

    party.setEnabled(scene, true);

    assertStateAfterReenabling(Set.of(party));
  }

  /**
   * For any set of disabled parties and any order of re-enabling, no token is issued until all are
   * enabled.
   */
  void refuseUntilAllEnabled(Random random) throws IOException {
    List<TokenParty> off = new ArrayList<>(trial.parties());
    Collections.shuffle(off, random);
    off = new ArrayList<>(off.subList(0, 2 + random.nextInt(off.size() - 1)));
    Deque<Supplier<ApiClient.Answer>> waiting = new ArrayDeque<>();
    for (int i = 0; i <= off.size(); i++) {
      waiting.add(trial.prepare(scene));
    }
    off.sort((one, other) -> Boolean.compare(one == TokenParty.TENANT, other == TokenParty.TENANT));
    for (TokenParty party : off) { // who administers the others goes last, and comes back first
      party.setEnabled(scene, false);
    }
    Set<TokenParty> were = EnumSet.copyOf(off);
    Collections.reverse(off);
    for (TokenParty party : off) {
      assertRefused(waiting.pop().get());
      assertNothingOf(last);
      party.setEnabled(scene, true);
    }
    if (were.stream().allMatch(this::keepsCredentialsOf)) {
      given(waiting.pop()); // nobody has asked by it while they were off
    }
    assertStateAfterReenabling(were);
  }

  private boolean keepsCredentialsOf(TokenParty party) {
    return trial.by().equals("access_token")
        ? party.reactivatesAccessTokens()
        : party.reactivatesRefreshTokens();
  }

  private void assertStateAfterReenabling(Set<TokenParty> were) {
    JsonNode before = last;
    last = given(trial.prepare(scene));
    if (were.stream().allMatch(TokenParty::reactivatesAccessTokens)) {
      assertAccess(before);
    } else {
      assertNoAccess(before);
    }
    if (were.stream().allMatch(TokenParty::reactivatesRefreshTokens)) {
      assertRefresh(before);
    } else {
      assertNoRefresh(before);
    }
  }

  private JsonNode given(Supplier<ApiClient.Answer> request) {
    JsonNode tokens = request.get().expect(200).body();
    assertAccess(tokens);
    return tokens;
  }

  private void assertNothingOf(JsonNode tokens) {
    assertNoAccess(tokens);
    assertNoRefresh(tokens);
  }

  private void assertAccess(JsonNode tokens) {
    called(tokens).expect(200);
    assertTrue(active(tokens.path("access_token")));
  }

  private void assertNoAccess(JsonNode tokens) {
    assertRefused(called(tokens));
    assertFalse(active(tokens.path("access_token")));
  }

  private void assertRefresh(JsonNode tokens) {
    if (tokens.has("refresh_token")) {
      assertTrue(active(tokens.path("refresh_token")));
      scene.app().refresh(tokens).expect(200);
    }
  }

  private void assertNoRefresh(JsonNode tokens) {
    if (tokens.has("refresh_token")) {
      assertFalse(active(tokens.path("refresh_token")));
      assertRefused(scene.app().refresh(tokens));
    }
  }

  /** The refusal names its reason and contains no token. */
  static void assertRefused(ApiClient.Answer answer) {
    assertTrue(REFUSED.contains(answer.status()), answer.toString());
    assertTrue(REASONS.contains(answer.body().path("error").asText()), answer.toString());
    assertFalse(answer.body().has("access_token"), answer.toString());
  }

  /** What takes any token of its kind: userinfo is for a person's with {@code openid} alone. */
  private ApiClient.Answer called(JsonNode tokens) {
    String token = tokens.path("access_token").asText();
    JsonNode claims = UnverifiedJwt.claims(token);
    boolean identity =
        !claims.path("identity_type").asText().equals("user")
            || claims.path("scope").asText().contains("openid");
    return scene
        .tenant()
        .admin()
        .with("Authorization", "Bearer " + token)
        .get(identity ? "/oauth/userinfo" : "/me");
  }

  /**
   * Introspection by a client that may introspect any token. A disabled tenant gives no
   * information.
   */
  private boolean active(JsonNode token) {
    return scene.gateway().introspect(token.asText()).body().path("active").asBoolean();
  }
}
