/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.workload.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.agents.workload.rule.TrustRuleFixture.ACME;
import static org.lumoauth.agents.workload.rule.TrustRuleFixture.ADMIN;
import static org.lumoauth.agents.workload.rule.TrustRuleFixture.GLOBEX;
import static org.lumoauth.agents.workload.rule.TrustRuleFixture.rule;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.function.Executable;
import org.lumoauth.agents.workload.attest.AgentAndProviderGateway;
import org.lumoauth.agents.workload.rule.TrustRuleFixture;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.agent.AgentRegistrationResult;
import org.lumoauth.api.agent.AgentRegistry;
import org.lumoauth.api.agent.NewAgent;
import org.lumoauth.api.agent.WorkloadIdentityProvider;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.builder.AgentBuilder;
import org.lumoauth.testkit.fake.FakeProviderRegistry;

class TrustRuleTransferSectionTest {

  @DatabaseTest
  void bringsRulesToTheAgentsAndBlueprintsOfAnotherTenant(TestDatabase database) {
    var hall = new Hall(database);
    hall.room.book.create(ACME, rule("agt_acme", "a"), ADMIN);
    hall.room.book.create(ACME, rule("abp_acme", "b"), ADMIN);

    var exported = hall.section.export(ACME);
    exported.forEach(item -> hall.section.put(GLOBEX, item, false, ADMIN));

    assertEquals(
        List.of("agent cli_1: Rule", "blueprint Clerk: Rule"),
        exported.stream().map(item -> item.get("rule")).toList());
    assertEquals(exported, hall.section.export(GLOBEX));
    assertEquals("a", subject(hall.room.book.list(GLOBEX, "agt_globex").get(0).settings().trust()));
    assertEquals("b", subject(hall.room.book.list(GLOBEX, "abp_globex").get(0).settings().trust()));
  }

  @DatabaseTest
  void tellsRulesOfOneNameApart(TestDatabase database) {
    var hall = new Hall(database);
    hall.room.book.create(ACME, rule("agt_acme", "a"), ADMIN);
    hall.room.book.create(ACME, rule("agt_acme", "b"), ADMIN);
    var second = new HashMap<>(hall.section.export(ACME).get(1));
    assertEquals("agent cli_1: Rule #2", second.get("rule"));

    second.put("trust", Map.of("issuer", "https://a.example", "n", List.of(1L, "c")));
    hall.section.put(ACME, second, true, ADMIN);

    assertEquals(
        List.of("a", "c"),
        hall.room.book.list(ACME, "agt_acme").stream()
            .map(each -> subject(each.settings().trust()))
            .toList());
  }

  @DatabaseTest
  void leavesOutRulesOfHoldersThatTheDocumentHasNot(TestDatabase database) {
    var hall = new Hall(database);
    hall.room.book.create(ACME, rule("agt_gone", "a"), ADMIN);
    hall.room.book.create(ACME, rule("abp_gone", "a"), ADMIN);

    assertEquals(List.of(), hall.section.export(ACME));
  }

  @DatabaseTest
  void refusesWhatIsNoRule(TestDatabase database) {
    var hall = new Hall(database);
    for (var bad :
        List.of(
            Map.<String, Object>of("secret", "x"),
            Map.<String, Object>of("rule", "agent cli_2: Rule"),
            Map.<String, Object>of("rule", "agent cli_1: Rule #1"),
            Map.<String, Object>of("blueprint", "Clerk"),
            Map.<String, Object>of("trust", "everything"),
            Map.<String, Object>of("enabled", "yes"))) {
      var item = new HashMap<>(item("agent", "cli_1"));
      item.putAll(bad);
      assertEquals(422, status(() -> hall.section.check(item)), bad::toString);
    }
  }

  @DatabaseTest
  void refusesAHolderThatIsNotThereOrIsNoWorkload(TestDatabase database) {
    var hall = new Hall(database);
    for (var item :
        List.of(item("agent", "cli_9"), item("agent", "cli_plain"), item("blueprint", "Nobody"))) {
      assertEquals(422, status(() -> hall.section.put(ACME, item, false, ADMIN)));
    }
    assertEquals(List.of(), hall.room.book.all(ACME));
  }

  @DatabaseTest
  void refusesATrustThatItsProviderRefuses(TestDatabase database) {
    var hall = new Hall(database);
    var item = new HashMap<>(item("agent", "cli_1"));
    item.put("trust", Map.of("n", List.of()));

    assertEquals(422, status(() -> hall.section.put(ACME, item, false, ADMIN)));
  }

  private static Map<String, Object> item(String kind, String holder) {
    return Map.of(
        "rule",
        kind + " " + holder + ": Rule",
        kind,
        holder,
        "provider",
        "test",
        "name",
        "Rule",
        "enabled",
        true,
        "trust",
        Map.of("issuer", "https://a.example"));
  }

  private static Object subject(Map<String, Object> trust) {
    return ((List<?>) trust.get("n")).get(1);
  }

  private static int status(Executable work) {
    return assertThrows(ApiException.class, work).status();
  }

  /** The section between fakes: each tenant has the same agents and blueprint by other ids. */
  static final class Hall implements AgentRegistry, WorkloadIdentityProvider {
    private final TrustRuleFixture room;
    final TrustRuleTransferSection section;

    Hall(TestDatabase database) {
      room = new TrustRuleFixture(database);
      var modules = new FakeProviderRegistry();
      modules.with(AgentRegistry.class, "agents", this);
      modules.with(WorkloadIdentityProvider.class, "test", this);
      section = new TrustRuleTransferSection(room.book, new AgentAndProviderGateway(modules));
    }

    @Override
    public Optional<Agent> find(TenantContext tenant, String agentId) {
      return agents(tenant).stream().filter(agent -> agent.id().equals(agentId)).findFirst();
    }

    @Override
    public Optional<Agent> findByClient(TenantContext tenant, String clientId) {
      return agents(tenant).stream().filter(agent -> agent.clientId().equals(clientId)).findFirst();
    }

    @Override
    public Optional<String> findBlueprintName(TenantContext tenant, String blueprintId) {
      return blueprintId.equals("abp_" + tenant.slug()) ? Optional.of("Clerk") : Optional.empty();
    }

    @Override
    public Optional<String> findBlueprintIdByName(TenantContext tenant, String name) {
      return name.equals("Clerk") ? Optional.of("abp_" + tenant.slug()) : Optional.empty();
    }

    @Override
    public AgentRegistrationResult register(TenantContext tenant, NewAgent agent) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Map<String, Object> check(TenantContext tenant, Map<String, Object> trust) {
      if (!trust.containsKey("issuer")) {
        throw ApiException.invalid("issuer", "issuer is needed.");
      }
      return trust;
    }

    @Override
    public Optional<WorkloadIdentity> verify(
        TenantContext tenant, String attestation, Map<String, Object> trust) {
      return Optional.empty();
    }

    private static List<Agent> agents(TenantContext tenant) {
      return List.of(
          new AgentBuilder("agt_" + tenant.slug(), "cli_1", "Job", Set.of(), true)
              .identifiedBy(Agent.WORKLOAD)
              .build(),
          new AgentBuilder("agt_plain", "cli_plain", "Plain", Set.of(), true).build());
    }
  }
}
