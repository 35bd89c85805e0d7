/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.agents.registry.AgentRegistryFixture.ACME;
import static org.lumoauth.testkit.builder.TestBuilders.aCaller;

import java.util.List;
import java.util.Optional;
import javax.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.function.Executable;
import org.lumoauth.agents.registry.AgentRegistryFixture;
import org.lumoauth.agents.registry.AgentSubjectGrantProvider;
import org.lumoauth.api.authz.RoleRef;
import org.lumoauth.api.authz.SubjectGrantProvider;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.PageRequest;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.platform.web.guard.PrivilegeEscalationGuard;
import org.lumoauth.platform.web.testkit.FakeHttpExchange;
import org.lumoauth.testkit.fake.FakeAuthorizationService;
import org.lumoauth.testkit.fake.FakeProviderRegistry;

class AgentsResourceTest {
  private static final RoleRef EDITOR = new RoleRef("rol_1", "Editor", "editor");

  @DatabaseTest
  void refusesToTakeRolesAwayForSomebodyWhoMayOnlyEditAgents(TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      var agent = editor(registry);

      var refusal = assertThrows(ApiException.class, () -> setRoles(registry, agent, List.of()));

      assertEquals(403, refusal.status());
    }
  }

  @DatabaseTest
  void leavesTheRolesOfAnAgentWhenItRefuses(TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      var agent = editor(registry);

      assertThrows(ApiException.class, () -> setRoles(registry, agent, List.of()));

      assertEquals(List.of(EDITOR), registry.roleAssignments.rolesOf(ACME, agent));
    }
  }

  @DatabaseTest
  void takesRolesAwayForSomebodyWhoMayGiveThem(TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      var agent = editor(registry);

      setRoles(registry, agent, List.of(), "roles.write");

      assertEquals(List.of(), registry.roleAssignments.rolesOf(ACME, agent));
    }
  }

  @DatabaseTest
  void letsSomebodyWhoMayOnlyEditAgentsSendTheRolesBackAsTheyWere(TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      var agent = editor(registry);

      setRoles(registry, agent, List.of("editor"));

      assertEquals(List.of(EDITOR), registry.roleAssignments.rolesOf(ACME, agent));
    }
  }

  @DatabaseTest
  void namesTheModuleOfRolesWhenItIsAwayAndRolesAreSent(TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      var agent = editor(registry);
      registry.roles.assignments = null;

      var refusal =
          assertThrows(
              ApiException.class, () -> setRoles(registry, agent, List.of(), "roles.write"));

      assertEquals(503, refusal.status());
    }
  }

  @DatabaseTest
  void refusesCapabilitiesThatAreMoreThanTheirGiverMayDo(TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      for (var capability : List.of("users.write", "admin", "ssf.manage", "introspect")) {
        var form = new AgentRequestBody("Bot", null, List.of(capability), null);

        var refusal =
            assertThrows(
                ApiException.class,
                () -> agents(registry).create(asEditorOfAgents(), form),
                capability);

        assertEquals(403, refusal.status());
        assertEquals(List.of(), registry.store.list(ACME, PageRequest.first()).items());
      }
    }
  }

  /** Who answers for an agent may be who approves what it asks for. */
  @DatabaseTest
  void letsOnlyWhoMayApproveNameAnotherOwnerOrSponsor(TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      registry.users.with(ACME, new SubjectRef(SubjectRef.USER, "usr_eve"), "Eve");
      var id = registry.register("Bot").agent().id();

      for (var form : List.of(ofPeople("usr_eve", null), ofPeople(null, "usr_eve"))) {
        var refusal =
            assertThrows(
                ApiException.class, () -> agents(registry).change(asEditorOfAgents(), id, form));
        assertEquals(403, refusal.status());
      }
      agents(registry).change(asEditorOfAgents("jit.approve"), id, ofPeople("usr_eve", null));
      agents(registry).change(asEditorOfAgents(), id, ofPeople("usr_eve", null)); // as it is
      assertEquals(
          Optional.of("usr_eve"),
          registry.directory.find(ACME, id).orElseThrow().details().ownerId());
    }
  }

  @DatabaseTest
  void letsOnlyWhoMayApproveRegisterAnAgentWithAnOwnerOrSponsor(TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      registry.users.with(ACME, new SubjectRef(SubjectRef.USER, "usr_eve"), "Eve");

      for (var form : List.of(ofPeople("Bot", "usr_eve", null), ofPeople("Bot", null, "usr_eve"))) {
        var refusal =
            assertThrows(
                ApiException.class, () -> agents(registry).create(asEditorOfAgents(), form));
        assertEquals(403, refusal.status());
      }
      assertEquals(List.of(), registry.store.list(ACME, PageRequest.first()).items());
      var made =
          agents(registry)
              .create(asEditorOfAgents("jit.approve"), ofPeople("Bot", "usr_eve", null));
      assertEquals(201, made.getStatus());
    }
  }

  private static AgentRequestBody ofPeople(String owner, String sponsor) {
    return ofPeople(null, owner, sponsor);
  }

  private static AgentRequestBody ofPeople(String name, String owner, String sponsor) {
    return new AgentRequestBody(
        name, null, null, null, null, null, null, null, null, null, owner, sponsor, null, null);
  }

  @DatabaseTest
  void givesNobodyTheSecretOfAnAgentThatMayDoMore(TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      var id = registry.register("Bot", "documents.read", "users.write").agent().id();
      var credentials =
          new AgentScopesAndCredentialsResource(
              registry.directory, registry.credentials, registry.bodies, guard(registry));

      for (Executable way :
          List.<Executable>of(
              () -> credentials.rotateCredentials(asEditorOfAgents(), id),
              () -> credentials.rotateKey(asEditorOfAgents(), id),
              () -> credentials.token(asEditorOfAgents(), id, null))) {
        assertEquals(403, assertThrows(ApiException.class, way).status());
      }
      var allowed = asEditorOfAgents("users.write", "documents.read");
      assertFalse(credentials.rotateCredentials(allowed, id).data().clientSecret().isEmpty());
    }
  }

  @DatabaseTest
  void changesAndEndsNoAgentThatMayDoMoreThanTheCaller(TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      var id = registry.register("Bot", "documents.read", "users.write").agent().id();
      var credentials =
          new AgentScopesAndCredentialsResource(
              registry.directory, registry.credentials, registry.bodies, guard(registry));
      var form = new AgentRequestBody("Other", null, null, null);

      for (Executable way :
          List.<Executable>of(
              () -> agents(registry).change(asEditorOfAgents(), id, form),
              () -> agents(registry).delete(asEditorOfAgents(), id),
              () ->
                  credentials.replaceScopes(
                      asEditorOfAgents(),
                      id,
                      new AgentScopesAndCredentialsResource.SetAgentScopesRequest(
                          List.of("documents.read"))))) {
        assertEquals(403, assertThrows(ApiException.class, way).status());
      }
      assertEquals("Bot", registry.directory.require(ACME, id).agent().name());
      agents(registry).delete(asEditorOfAgents("users.write", "documents.read"), id);
    }
  }

  private static SubjectRef editor(AgentRegistryFixture registry) {
    registry.roleAssignments.withRole(ACME, EDITOR);
    var agent = new SubjectRef(SubjectRef.AGENT, registry.register("Bot").agent().id());
    registry.roleAssignments.assign(ACME, agent, List.of("editor"));
    return agent;
  }

  private static void setRoles(
      AgentRegistryFixture registry, SubjectRef agent, List<String> roles, String... permissions) {
    agents(registry)
        .change(
            asEditorOfAgents(permissions),
            agent.id(),
            new AgentRequestBody(null, null, null, roles));
  }

  private static AgentsResource agents(AgentRegistryFixture registry) {
    return new AgentsResource(
        registry.store,
        registry.directory,
        registry.roles,
        registry.blueprints,
        registry.bodies,
        guard(registry));
  }

  private static PrivilegeEscalationGuard guard(AgentRegistryFixture registry) {
    var modules =
        new FakeProviderRegistry()
            .with(
                SubjectGrantProvider.class,
                "agents-registry",
                new AgentSubjectGrantProvider(registry.cache));
    return new PrivilegeEscalationGuard(new FakeAuthorizationService(), modules);
  }

  /** Somebody who may edit agents, and what else is named. */
  private static HttpServletRequest asEditorOfAgents(String... permissions) {
    return FakeHttpExchange.get(ACME, "/admin/agents")
        .withCaller(aCaller().build())
        .withPermissions(permissions)
        .request();
  }
}
