/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.agents.registry.AgentRegistryFixture.ACME;
import static org.lumoauth.agents.registry.AgentRegistryFixture.OTHER;
import static org.lumoauth.testkit.builder.TestBuilders.aRequest;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.agent.AgentGovernance;
import org.lumoauth.api.agent.AgentRegistrationResult;
import org.lumoauth.api.agent.NewAgent;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authn.HttpRequestView;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class AgentKeyAuthenticationTest {

  @DatabaseTest
  void admitsAnAgentByItsKeyInEveryPlaceWhereAKeyMayBe(TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      var made = withKey(registry);
      var key = made.clientSecret();

      for (var request :
          List.of(
              aRequest().withHeader("X-API-Key", key).build(),
              aRequest().withHeader("Authorization", "ApiKey " + key).build(),
              aRequest().withHeader("Authorization", "Bearer " + key).build())) {
        var caller = registry.keys.authenticate(Optional.of(ACME), request).orElseThrow();
        assertEquals(made.agent().id(), caller.subject().id());
        assertEquals(Set.of("files.read"), caller.scope());
      }
    }
  }

  @DatabaseTest
  void refusesTheOldKeyAsSoonAsThereIsANewOne(TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      var made = withKey(registry);
      var rotated =
          registry
              .credentials
              .rotateKey(ACME, made.agent().id(), ChangeAttribution.CONSOLE)
              .secret();

      assertRefused(registry, made.clientSecret());
      assertTrue(call(registry, rotated).isPresent());
    }
  }

  @DatabaseTest
  void refusesAKeyThatWasRevoked(TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      var made = withKey(registry);
      registry.credentials.revokeKey(ACME, made.agent().id(), ChangeAttribution.CONSOLE);

      assertRefused(registry, made.clientSecret());
      assertEquals(1, registry.attempts.failures().size());
    }
  }

  @DatabaseTest
  void refusesTheKeyOfAnAgentThatIsSuspendedAndTakesItAgainWhenItIsActive(TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      var made = withKey(registry);
      registry.state.disable(ACME, made.agent().id(), ChangeAttribution.CONSOLE);
      assertRefused(registry, made.clientSecret());

      registry.state.enable(ACME, made.agent().id(), ChangeAttribution.CONSOLE);

      assertTrue(call(registry, made.clientSecret()).isPresent());
    }
  }

  @DatabaseTest
  void refusesTheKeyInAnotherTenant(TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      var key = withKey(registry).clientSecret();

      var refusal =
          assertThrows(
              ApiException.class,
              () -> registry.keys.authenticate(Optional.of(OTHER), request(key)));

      assertEquals(403, refusal.status());
      assertEquals(
          "The API key belongs to another tenant. Use a key of this tenant.", refusal.getMessage());
    }
  }

  @DatabaseTest
  void takesTheKeyForNoClientSecret(TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      var made = withKey(registry);

      assertFalse(
          registry.clients.verifySecret(ACME, made.agent().clientId(), made.clientSecret()));
      var client = registry.clients.find(ACME, made.agent().clientId()).orElseThrow();
      assertEquals(Set.of("urn:ietf:params:oauth:grant-type:token-exchange"), client.grantTypes());
      assertEquals(Set.of("actor_token"), client.authenticationMethods());
    }
  }

  @DatabaseTest
  void hasNoKeyToRotateWhereTheIdentityTypeHasNone(TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      var id = registry.register("Robot").agent().id();

      var refusal =
          assertThrows(
              ApiException.class,
              () -> registry.credentials.rotateKey(ACME, id, ChangeAttribution.CONSOLE));

      assertEquals(400, refusal.status());
    }
  }

  @DatabaseTest
  void hasNoSecretToRotateWhereTheIdentityTypeHasNone(TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      for (var type : List.of(Agent.API_KEY, Agent.WORKLOAD, Agent.AAUTH)) {
        var id = registry.directory.register(ACME, of(type)).agent().id();
        var refusal =
            assertThrows(
                ApiException.class,
                () -> registry.credentials.rotate(ACME, id, ChangeAttribution.CONSOLE));
        assertEquals(400, refusal.status());
      }
    }
  }

  @DatabaseTest
  void authenticatesAWorkloadsClientByItsPlatformAlone(TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      var agent = registry.directory.register(ACME, of(Agent.WORKLOAD)).agent();
      var client = registry.clients.find(ACME, agent.clientId()).orElseThrow();

      assertEquals(
          Set.of("workload_token", "spiffe_jwt", "actor_token"), client.authenticationMethods());
      assertFalse(registry.clients.verifySecret(ACME, agent.clientId(), ""));
    }
  }

  private static AgentRegistrationResult withKey(AgentRegistryFixture registry) {
    return registry.directory.register(ACME, of(Agent.API_KEY));
  }

  private static NewAgent of(String identityType) {
    return new NewAgent(
        "Robot",
        Optional.empty(),
        Set.of("files.read"),
        List.of(),
        identityType,
        AgentGovernance.PLAIN);
  }

  private static Optional<Caller> call(AgentRegistryFixture registry, String key) {
    return registry.keys.authenticate(Optional.of(ACME), request(key));
  }

  private static HttpRequestView request(String key) {
    return aRequest().withHeader("X-API-Key", key).build();
  }

  private static void assertRefused(AgentRegistryFixture registry, String key) {
    var refusal = assertThrows(ApiException.class, () -> call(registry, key));
    assertEquals(401, refusal.status());
    assertEquals(
        "The API key is invalid, expired or revoked. Use an active key.", refusal.getMessage());
  }
}
