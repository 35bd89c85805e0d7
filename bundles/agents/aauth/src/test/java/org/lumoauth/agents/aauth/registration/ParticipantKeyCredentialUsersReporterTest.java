/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauth.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.lumoauth.api.agent.AgentRegistry;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.builder.TestJwtSigner;

/** Who counts for having set the keys by which parties are agents. */
class ParticipantKeyCredentialUsersReporterTest extends ParticipantTestBase {

  private ParticipantSettings withKeys(ParticipantSettings was, String... ids) {
    return withKeys(was, Arrays.stream(ids).map(this::jwk).toList());
  }

  /** The key of this id. */
  private Map<String, Object> jwk(String id) {
    return keys.computeIfAbsent(id, TestJwtSigner::ed25519).jwk();
  }

  private static ParticipantSettings withKeys(
      ParticipantSettings was, List<Map<String, Object>> keys) {
    return withKeys(was, Map.of("keys", keys), "");
  }

  private static ParticipantSettings withKeysAt(ParticipantSettings was, String address) {
    return withKeys(was, Map.of(), address);
  }

  private static ParticipantSettings withKeys(
      ParticipantSettings was, Map<String, Object> jwks, String jwksUri) {
    return new ParticipantSettings(
        was.kind(),
        was.identifier(),
        was.name(),
        was.owner(),
        was.enabled(),
        jwks,
        jwksUri,
        was.scopes(),
        was.agentId(),
        was.redirectUris(),
        was.features(),
        was.level(),
        was.endedUpTo());
  }

  /** Whoever sets the keys of a party can be the agent that it is. */
  @DatabaseTest
  void reportsWhoSetAnAgentsKeys(TestDatabase database) {
    var registry = registry(store(database));
    String id = registry.create(ACME, withKeys(settings(URL), "kid_0"), by("usr_ada")).id();
    change(registry, id, was -> enabled(was, false), "usr_eve");
    assertEquals(Set.of(user("usr_ada")), agents.findCredentialSetters(ACME, "agt_1"));

    change(registry, id, was -> withKeys(was, "kid_1", "kid_2"), "usr_bob");
    assertEquals(List.of(id), agents.ended(), "none of her keys is left");
    change(registry, id, was -> withKeys(was, "kid_2", "kid_3"), "usr_eve");

    assertEquals(List.of(id), agents.ended(), "one of his is");
    assertEquals(
        Set.of(user("usr_ada"), user("usr_bob"), user("usr_eve")),
        agents.findCredentialSetters(ACME, "agt_1"));
  }

  /** By thumbprints (RFC 7638): what else a JWK says changes, and who knows the key does not. */
  @DatabaseTest
  void countsWhoSetAKeyOnHoweverItIsWritten(TestDatabase database) {
    var registry = registry(store(database));
    String id = registry.create(ACME, withKeys(settings(URL), "kid_1"), by("usr_ada")).id();
    Map<String, Object> renamed = new HashMap<>(jwk("kid_1"));
    renamed.put("kid", "kid_2");
    renamed.put("use", "sig");

    change(registry, id, was -> withKeys(was, List.of(renamed)), "usr_bob");
    change(registry, id, was -> withKeysAt(was, URL + "/keys"), "usr_bob");
    change(registry, id, was -> withKeysAt(was, URL + "/same"), "usr_bob");
    change(registry, id, was -> withKeys(was, "kid_1"), "usr_bob");
    assertEquals(List.of(), agents.ended(), "it may be the same key each time");

    change(registry, id, was -> withKeys(was, "kid_2"), "usr_bob");
    assertEquals(List.of(id), agents.ended());
  }

  /** Of two who replace the keys, the later one's hold. */
  @DatabaseTest
  void endsNobodysKeysWhoReplacedThemMeanwhile(TestDatabase database) {
    var registry = registry(store(database));
    String id = registry.create(ACME, withKeys(settings(URL), "kid_0"), by("usr_ada")).id();
    var first = new AtomicBoolean(true);
    events.addListener(
        event -> {
          if (first.getAndSet(false)) { // once Bob's are stored, before that is told
            change(registry, id, was -> withKeys(was, "kid_2"), "usr_eve");
            assertEquals(List.of(id), agents.ended(), "Bob's");
          }
        });

    change(registry, id, was -> withKeys(was, "kid_1"), "usr_bob");

    assertEquals(List.of(id), agents.ended(), "Eve's hold");
  }

  @DatabaseTest
  void letsNobodyCountForWhatIsRefused(TestDatabase database) {
    var registry = registry(store(database));
    String id = registry.create(ACME, settings(URL), by("usr_ada")).id();
    registry.create(ACME, settings(URL + "/2"), by("usr_ada"));

    assertEquals(
        409,
        status(
            () -> change(registry, id, was -> withKeys(settings(URL + "/2"), "kid_1"), "usr_eve")));
    assertEquals(Set.of(user("usr_ada")), agents.findCredentialSetters(ACME, "agt_1"));
    UnaryOperator<ParticipantSettings> removed =
        settings -> {
          String made =
              registry.list(ACME, ParticipantSettings.AGENT).stream()
                  .filter(party -> party.settings().identifier().equals(URL + "/3"))
                  .findFirst()
                  .orElseThrow()
                  .id();
          registry.delete(ACME, ParticipantSettings.AGENT, made, by("usr_bob"));
          return settings;
        };
    assertEquals(
        409, status(() -> registry.create(ACME, settings(URL + "/3"), removed, by("usr_eve"))));

    // By the removal, and once more: Eve may have come to be known after it.
    assertEquals(List.of("agt_1", "agt_1"), agents.endedOf());
  }

  @DatabaseTest
  void tellsWhoKnowsTheKeysWhereAPartyBecomesAnotherAgent(TestDatabase database) {
    var registry = registry(store(database));
    String id = registry.create(ACME, settings(URL), by("usr_ada")).id();

    change(registry, id, was -> was.asAgent("agt_2"), "usr_bob");

    assertEquals(
        Set.of(user("usr_ada"), user("usr_bob")), agents.findCredentialSetters(ACME, "agt_2"));
    assertEquals(List.of(id), agents.ended());
    registry.delete(ACME, ParticipantSettings.AGENT, id, by("usr_eve"));
    assertEquals(List.of(id, id), agents.ended());
  }

  @DatabaseTest
  void endsNobodyOfTheAgentThatAPartyIsAgain(TestDatabase database) {
    var registry = registry(store(database));
    String id = registry.create(ACME, settings(URL), by("usr_ada")).id();
    var first = new AtomicBoolean(true);
    events.addListener(
        event -> {
          if (first.getAndSet(false)) { // once it is the other, before that is told
            change(registry, id, was -> was.asAgent("agt_1"), "usr_eve");
            assertEquals(List.of("agt_2"), agents.endedOf());
          }
        });

    change(registry, id, was -> was.asAgent("agt_2"), "usr_bob");

    assertEquals(List.of("agt_2"), agents.endedOf(), "who knows the keys asks as agt_1 again");
  }

  @DatabaseTest
  void takesNoKeysWhileNobodyKeepsWhoSetThem(TestDatabase database) {
    var registry = registry(store(database));
    AAuthParticipant made = registry.create(ACME, settings(URL), by("usr_ada"));
    modules.withUnavailable(AgentRegistry.class, "agents", "agents-registry");

    assertEquals(503, status(() -> registry.create(ACME, settings(URL + "/2"), by("usr_bob"))));
    assertEquals(
        503, status(() -> change(registry, made.id(), was -> withKeys(was, "k"), "usr_bob")));

    assertEquals(List.of(made), registry.list(ACME, ParticipantSettings.AGENT));
    change(registry, made.id(), was -> enabled(was, false), "usr_bob");
    registry.delete(ACME, ParticipantSettings.AGENT, made.id(), by("usr_bob"));
  }

  @DatabaseTest
  void endsWhoKnowsTheKeysThoughTheRegistryComesBackJustThen(TestDatabase database) {
    var registry = registry(store(database));
    String id = registry.create(ACME, settings(URL), by("usr_ada")).id();
    modules.withRecoveringAfterAcquire(AgentRegistry.class, "agents", "agents-registry", agents);

    registry.delete(ACME, ParticipantSettings.AGENT, id, by("usr_bob"));

    assertEquals(List.of(id), agents.ended());
  }

  @DatabaseTest
  void recordsWhatWasChangedThoughTheEndOfKeysCannotBeKept(TestDatabase database) {
    var registry = registry(store(database));
    String id = registry.create(ACME, settings(URL), by("usr_ada")).id();
    agents.keepingNoEnds();

    change(registry, id, was -> was.asAgent("agt_2"), "usr_bob");
    assertEquals("aauth_agent.updated", log.last(ACME.id()).event().action());
    registry.delete(ACME, ParticipantSettings.AGENT, id, by("usr_bob"));

    assertEquals("aauth_agent.deleted", log.last(ACME.id()).event().action());
  }
}
