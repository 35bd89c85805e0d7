package org.lumoauth.itests.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.itests.http.GrantTrial.Scene;

/**
 * Nobody who is switched off gets anything: every grant of the running server times everything that
 * can be switched off, at the grant and later with what was got before.
 */
@ExtendWith(Shared.class)
class GateIT {
  private static final Set<Integer> REFUSED = Set.of(400, 401, 403, 404);

  /** The last is what RFC 8693 section 2.2.2 has for a token that does not hold. */
  private static final Set<String> REASONS =
      Set.of(
          "invalid_grant",
          "invalid_client",
          "invalid_token",
          "tenant_not_found",
          "invalid_request");

  private static Server server;

  @BeforeAll
  static void start(Server shared) {
    server = shared;
  }

  @Test
  void everyGrantOfTheServerIsTried() throws IOException {
    Set<String> untried = grants();
    GrantTrial.ALL.forEach(trial -> untried.remove(trial.grant()));

    assertEquals(
        Set.of(), untried, "GrantTrial.ALL needs a way to try each grant_type that the server has");
  }

  @TestFactory
  Stream<DynamicTest> givesNothingToWhoeverIsSwitchedOff() throws IOException {
    Set<String> installed = grants();
    return GrantTrial.ALL.stream()
        .filter(trial -> installed.contains(trial.grant()))
        .flatMap(
            trial ->
                trial.parties().stream()
                    .map(
                        party ->
                            DynamicTest.dynamicTest(
                                trial + ": " + party, () -> givesNothing(trial, party))));
  }

  private static Set<String> grants() throws IOException {
    Set<String> grants = new TreeSet<>();
    Tenant.create(server)
        .admin()
        .get("/.well-known/openid-configuration")
        .expect(200)
        .body()
        .path("grant_types_supported")
        .forEach(grant -> grants.add(grant.asText()));
    assertTrue(grants.contains("authorization_code"), grants.toString());
    return grants;
  }

  private static void givesNothing(GrantTrial trial, GateParty party) throws IOException {
    Scene scene = Scene.set(server);
    JsonNode before = trial.ready(scene).get().expect(200).body();
    assertAccess(scene, before);
    Supplier<Api.Answer> waiting = trial.ready(scene);

    party.turn(scene, false);

    assertRefused(waiting.get());
    assertNoAccess(scene, before);
    assertNoRefresh(scene, before);

    party.turn(scene, true);

    assertAccess(scene, trial.ready(scene).get().expect(200).body());
    if (party.accessComesBack()) {
      assertAccess(scene, before);
    } else {
      assertNoAccess(scene, before);
    }
    if (party.grantComesBack()) {
      assertRefresh(scene, before);
    } else {
      assertNoRefresh(scene, before);
    }
  }

  private static void assertAccess(Scene scene, JsonNode tokens) {
    userinfo(scene, tokens).expect(200);
    assertTrue(active(scene, tokens.path("access_token")));
  }

  private static void assertNoAccess(Scene scene, JsonNode tokens) {
    assertRefused(userinfo(scene, tokens));
    assertFalse(active(scene, tokens.path("access_token")));
  }

  private static void assertRefresh(Scene scene, JsonNode tokens) {
    if (tokens.has("refresh_token")) {
      assertTrue(active(scene, tokens.path("refresh_token")));
      scene.app().refresh(tokens).expect(200);
    }
  }

  private static void assertNoRefresh(Scene scene, JsonNode tokens) {
    if (tokens.has("refresh_token")) {
      assertFalse(active(scene, tokens.path("refresh_token")));
      assertRefused(scene.app().refresh(tokens));
    }
  }

  private static void assertRefused(Api.Answer answer) {
    assertTrue(REFUSED.contains(answer.status()), answer.toString());
    assertTrue(REASONS.contains(answer.body().path("error").asText()), answer.toString());
    assertFalse(answer.body().has("access_token"), answer.toString());
  }

  private static Api.Answer userinfo(Scene scene, JsonNode tokens) {
    return scene
        .tenant()
        .admin()
        .with("Authorization", "Bearer " + tokens.path("access_token").asText())
        .get("/oauth/userinfo");
  }

  /** What somebody hears who may ask about every token; a tenant that is off tells nobody. */
  private static boolean active(Scene scene, JsonNode token) {
    return scene.gateway().introspect(token.asText()).body().path("active").asBoolean();
  }
}
