package org.lumoauth.agents.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.agents.registry.Fixture.ACME;
import static org.lumoauth.testkit.builder.Builders.aCaller;

import java.util.List;
import org.lumoauth.api.authz.RoleRef;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.platform.web.testkit.FakeExchange;

class AgentsResourceTest {
  private static final RoleRef EDITOR = new RoleRef("rol_1", "Editor", "editor");

  @DatabaseTest
  void refusesToTakeRolesAwayForSomebodyWhoMayOnlyEditAgents(TestDatabase database) {
    try (var registry = new Fixture(database.units())) {
      var agent = editor(registry);

      var refusal = assertThrows(Problem.class, () -> setRoles(registry, agent, List.of()));

      assertEquals(403, refusal.status());
    }
  }

  @DatabaseTest
  void leavesTheRolesOfAnAgentWhenItRefuses(TestDatabase database) {
    try (var registry = new Fixture(database.units())) {
      var agent = editor(registry);

      assertThrows(Problem.class, () -> setRoles(registry, agent, List.of()));

      assertEquals(List.of(EDITOR), registry.roleAssignments.rolesOf(ACME, agent));
    }
  }

  @DatabaseTest
  void takesRolesAwayForSomebodyWhoMayGiveThem(TestDatabase database) {
    try (var registry = new Fixture(database.units())) {
      var agent = editor(registry);

      setRoles(registry, agent, List.of(), "roles.write");

      assertEquals(List.of(), registry.roleAssignments.rolesOf(ACME, agent));
    }
  }

  @DatabaseTest
  void letsSomebodyWhoMayOnlyEditAgentsSendTheRolesBackAsTheyWere(TestDatabase database) {
    try (var registry = new Fixture(database.units())) {
      var agent = editor(registry);

      setRoles(registry, agent, List.of("editor"));

      assertEquals(List.of(EDITOR), registry.roleAssignments.rolesOf(ACME, agent));
    }
  }

  @DatabaseTest
  void namesTheModuleOfRolesWhenItIsAwayAndRolesAreSent(TestDatabase database) {
    try (var registry = new Fixture(database.units())) {
      var agent = editor(registry);
      registry.roles.assignments = null;

      var refusal =
          assertThrows(Problem.class, () -> setRoles(registry, agent, List.of(), "roles.write"));

      assertEquals(503, refusal.status());
    }
  }

  private static SubjectRef editor(Fixture registry) {
    registry.roleAssignments.withRole(ACME, EDITOR);
    var agent = new SubjectRef(SubjectRef.AGENT, registry.register("Bot").agent().id());
    registry.roleAssignments.assign(ACME, agent, List.of("editor"));
    return agent;
  }

  private static void setRoles(
      Fixture registry, SubjectRef agent, List<String> roles, String... permissions) {
    new AgentsResource(
            registry.store,
            registry.directory,
            registry.roles,
            registry.blueprints,
            registry.bodies)
        .change(
            FakeExchange.get(ACME, "/admin/agents")
                .by(aCaller().build())
                .allowed(permissions)
                .request(),
            agent.id(),
            new AgentForm(null, null, null, roles));
  }
}
