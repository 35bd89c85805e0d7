/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.agents.registry.AgentRegistryFixture.ACME;
import static org.lumoauth.agents.registry.AgentRegistryFixture.OTHER;
import static org.lumoauth.agents.registry.AgentRegistryFixture.newAgent;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.agents.registry.AgentRegistryFixture;
import org.lumoauth.agents.registry.AgentSettings;
import org.lumoauth.agents.registry.AgentUpdate;
import org.lumoauth.agents.registry.ChangeAttribution;
import org.lumoauth.api.agent.AgentTokenRequest;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class RegistryAgentTokenIssuerTest {

  @DatabaseTest
  void permitsAllThatTheAgentIsCapableOfWhereNothingIsAskedFor(TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      var agent = registry.register("Robot", "files.read", "files.write").agent();

      var token = registry.issuer.issue(ACME, request(agent.id()));

      assertEquals(Set.of("files.read", "files.write"), token.scope());
    }
  }

  @DatabaseTest
  void permitsNothingOutsideTheCapabilities(TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      var agent = registry.register("Robot", "files.read").agent();

      var refusal = refusal(registry, request(agent.id(), "files.read", "files.write"));

      assertEquals(400, refusal.status());
      assertEquals("invalid_scope", refusal.code());
    }
  }

  @DatabaseTest
  void cutsTheLifetimeByTheTenantsLimit(TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      var agent = registry.register("Robot", "files.read").agent();
      registry.settings.change(ACME, AgentSettings.SECTION, Map.of("accessTokenLifetime", 120L));

      var token = registry.issuer.issue(ACME, request(agent.id()));

      assertEquals(Duration.ofMinutes(2), Duration.between(token.issuedAt(), token.expiresAt()));
    }
  }

  @DatabaseTest
  void knowsNoAgentOfAnotherTenant(TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      var agent = registry.register("Robot", "files.read").agent();

      var refusal =
          assertThrows(ApiException.class, () -> registry.issuer.issue(OTHER, request(agent.id())));

      assertEquals(404, refusal.status());
    }
  }

  @DatabaseTest
  void makesNothingForAnAgentThatIsSuspended(TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      var agent = registry.register("Robot", "files.read").agent();
      registry.state.disable(ACME, agent.id(), ChangeAttribution.CONSOLE);

      var refusal = refusal(registry, request(agent.id()));

      assertEquals(403, refusal.status());
      assertEquals("agent_inactive", refusal.code());
    }
  }

  @DatabaseTest
  void makesNothingFromAnAddressOutsideTheAllowedRanges(TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      var id = restricted(registry);

      assertEquals("address_not_allowed", refusal(registry, from(id, "198.51.100.7")).code());
      assertEquals("address_not_allowed", refusal(registry, from(id, "2001:db8:1::1")).code());
      assertEquals(
          Set.of("files.read"), registry.issuer.issue(ACME, from(id, "192.0.2.9")).scope());
      assertEquals(
          Set.of("files.read"), registry.issuer.issue(ACME, from(id, "2001:db8::9")).scope());
    }
  }

  @DatabaseTest
  void makesNothingWithoutAnAddressForAnAgentThatIsBoundToSome(TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      var id = restricted(registry);

      assertEquals("address_not_allowed", refusal(registry, request(id)).code());
    }
  }

  @DatabaseTest
  void recordsWhatItMakes(TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      var agent = registry.register("Robot", "files.read").agent();

      var token = registry.issuer.issue(ACME, request(agent.id()));

      var record = registry.audit.of(ACME.id()).toString();
      assertEquals(
          List.of("agent.created", "agent.token.issued"), registry.audit.actions(ACME.id()));
      assertEquals(true, record.contains(token.id()));
      assertEquals(false, record.contains(token.value()));
    }
  }

  private static String restricted(AgentRegistryFixture registry) {
    var id = registry.directory.register(ACME, newAgent("Robot", "files.read")).agent().id();
    var edit =
        new AgentUpdate(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(List.of("192.0.2.0/24", "2001:db8::/48")),
            Optional.empty());
    registry.directory.update(ACME, id, edit, ChangeAttribution.CONSOLE);
    return id;
  }

  private static ApiException refusal(AgentRegistryFixture registry, AgentTokenRequest request) {
    return assertThrows(ApiException.class, () -> registry.issuer.issue(ACME, request));
  }

  private static AgentTokenRequest request(String agentId, String... scope) {
    return new AgentTokenRequest(
        agentId, Set.of(scope), List.of(), Duration.ofHours(1), Optional.empty(), Map.of());
  }

  private static AgentTokenRequest from(String agentId, String address) {
    return new AgentTokenRequest(
        agentId,
        Set.of(),
        List.of(),
        Duration.ofMinutes(5),
        Optional.empty(),
        Map.of(),
        Optional.of(address));
  }
}
