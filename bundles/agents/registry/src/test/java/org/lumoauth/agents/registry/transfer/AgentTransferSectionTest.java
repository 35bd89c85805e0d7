/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.agents.registry.AgentRegistryFixture.ACME;
import static org.lumoauth.agents.registry.AgentRegistryFixture.OTHER;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.function.Executable;
import org.lumoauth.agents.registry.AgentClientIdValidator;
import org.lumoauth.agents.registry.AgentRegistryFixture;
import org.lumoauth.agents.registry.ChangeAttribution;
import org.lumoauth.agents.registry.blueprint.BlueprintTransferSection;
import org.lumoauth.agents.registry.rest.AgentRequestBody;
import org.lumoauth.agents.registry.store.AgentListFilter;
import org.lumoauth.agents.registry.store.StoredAgent;
import org.lumoauth.agents.registry.store.StoredAgentCredentials;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.agent.AgentGovernance;
import org.lumoauth.api.agent.AgentStatus;
import org.lumoauth.api.agent.NewAgent;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.authz.RoleRef;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.client.ClientDirectory;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.PageRequest;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.builder.TestBuilders;
import org.lumoauth.testkit.fake.user.FakeUserDirectory;

class AgentTransferSectionTest {

  private static final AuditInitiator CONSOLE = AuditInitiator.server("console");
  private static final Map<String, Object> CLERK =
      Map.of("name", "Clerk", "capabilities", List.of("files.read", "files.write"));

  private static final String FIRST = "cli_01J00000000000000000000001";
  private static final String SECOND = "cli_01J00000000000000000000002";
  private static final String REMOVED = "cli_01J0000000000000000000000R";
  private static final String APPLICATION = "cli_01J00000000000000000000003";

  @DatabaseTest
  void bringsAnAgentToAnotherTenantAsItIs(TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      var sections = new Sections(registry);
      sections.people(ACME, "usr_1");
      sections.people(OTHER, "usr_other");
      var owned =
          new AgentRequestBody(
              "Clerk",
              "Files things.\nTwice a day.",
              List.of("files.read"),
              List.of("editor"),
              "ai_assistant",
              "api_key",
              null,
              null,
              null,
              null,
              "usr_1",
              "usr_1",
              List.of("10.0.0.0/8"),
              null);
      register(registry, ACME, owned);

      var exported = sections.agents.export(ACME);
      var told = sections.agents.put(OTHER, exported.get(0), false, CONSOLE);

      assertEquals("ann@example.com", exported.get(0).get("owner"));
      assertEquals(List.of("editor"), exported.get(0).get("roles"));
      assertEquals(exported, sections.agents.export(OTHER));
      var made =
          registry.directory.require(OTHER, (String) exported.get(0).get("clientId")).agent();
      assertEquals(Optional.of("usr_other"), made.details().ownerId());
      assertTrue(((String) told.get("secret")).startsWith("lmk_agt_"), "its key, this once");
    }
  }

  @DatabaseTest
  void hasNoSecrets(TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      var sections = new Sections(registry);
      var secret = registry.register("Clerk", "files.read").clientSecret();

      var text = sections.agents.export(ACME).toString();

      assertFalse(text.contains(secret), text);
      assertFalse(text.contains("ecret"), text);
    }
  }

  @DatabaseTest
  void keepsPublicKeysAndWhoeverHoldsThePrivateOnesIsTheAgentElsewhere(TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      var sections = new Sections(registry);
      var form = item(FIRST, Map.of("name", "Clerk", "jwksUri", "https://keys.example/jwks"));

      var told = sections.agents.put(ACME, form, false, CONSOLE);

      assertEquals(Map.of(), told);
      assertEquals("https://keys.example/jwks", sections.agents.export(ACME).get(0).get("jwksUri"));
    }
  }

  @DatabaseTest
  void letsAnInstanceInheritAndAnotherHaveNothing(TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      var sections = new Sections(registry);
      new BlueprintTransferSection(registry.blueprintStore, registry.blueprints)
          .put(ACME, CLERK, false, CONSOLE);
      sections.agents.put(
          ACME,
          item(FIRST, Map.of("name", "A", "blueprint", "Clerk", "inheritsCapabilities", true)),
          false,
          CONSOLE);
      sections.agents.put(
          ACME,
          item(SECOND, Map.of("name", "B", "blueprint", "Clerk", "capabilities", List.of())),
          false,
          CONSOLE);

      assertEquals(
          Set.of("files.read", "files.write"),
          registry.directory.effective(ACME, FIRST).agent().capabilities());
      assertEquals(Set.of(), registry.directory.effective(ACME, SECOND).agent().capabilities());
    }
  }

  @DatabaseTest
  void changesWhatDiffersAndEndsTheTokensOfOneThatIsSuspended(TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      var sections = new Sections(registry);
      var id = registry.register("Clerk", "files.read").agent().clientId();
      registry.credentials.issueToken(
          ACME,
          registry.directory.effective(ACME, id),
          Optional.empty(),
          Optional.empty(),
          ChangeAttribution.CONSOLE);
      var wanted = new HashMap<>(sections.agents.export(ACME).get(0));
      wanted.put("status", "suspended");
      wanted.put("capabilities", List.of("files.list"));

      sections.agents.put(ACME, wanted, true, CONSOLE);

      var now = registry.directory.require(ACME, id).agent();
      assertEquals(AgentStatus.SUSPENDED, now.details().status());
      assertEquals(Set.of("files.list"), now.capabilities());
      assertEquals(wanted, sections.agents.export(ACME).get(0));
      assertEquals(List.of(), registry.tokens.issued(), "none holds any more");
    }
  }

  @DatabaseTest
  void leavesOutThoseThatAreRetiredOrThatAgentsRegisteredAndNeverTakesTheirIds(
      TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      var sections = new Sections(registry);
      var retired = registry.register("Old").agent();
      registry.end.retire(ACME, retired.id(), ChangeAttribution.CONSOLE);
      var parent = registry.register("Parent", "files.read").agent();
      var child =
          registry.directory.register(
              ACME,
              new NewAgent(
                  "Child",
                  Optional.empty(),
                  Set.of(),
                  List.of(),
                  Agent.CLIENT_CREDENTIALS,
                  new AgentGovernance(
                      AgentStatus.ACTIVE,
                      Optional.empty(),
                      Optional.empty(),
                      List.of(),
                      Optional.of(parent.id()),
                      Optional.empty())));

      assertEquals(
          List.of(parent.clientId()),
          sections.agents.export(ACME).stream().map(item -> item.get("clientId")).toList());
      for (var taken : List.of(retired.clientId(), child.agent().clientId(), APPLICATION)) {
        var again = item(taken, Map.of("name", "Again"));
        assertEquals(409, status(() -> sections.agents.put(ACME, again, false, CONSOLE)));
      }
    }
  }

  @DatabaseTest
  void givesNobodyTheClientIdOfSomebodyWhoIsGone(TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      var sections = new Sections(registry);
      var deleted = registry.register("Deleted").agent();
      registry.directory.delete(ACME, deleted.id(), ChangeAttribution.CONSOLE);

      for (var gone : List.of(deleted.clientId(), REMOVED)) {
        var again = item(gone, Map.of("name", "Again"));
        assertEquals(409, status(() -> sections.agents.put(ACME, again, false, CONSOLE)));
        sections.agents.put(OTHER, again, false, CONSOLE);
      }
    }
  }

  @DatabaseTest
  void refusesTheIdOfAnAgentThatGoesWhileItIsAskedFor(TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      var deleted = registry.register("Deleted").agent();
      registry.directory.delete(ACME, deleted.id(), ChangeAttribution.CONSOLE);

      assertEquals(
          409,
          status(
              () ->
                  registry.directory.register(
                      ACME,
                      deleted.clientId(), // which was free a moment ago
                      AgentRegistryFixture.newAgent("Again"),
                      StoredAgentCredentials.nothing(),
                      ChangeAttribution.CONSOLE)));

      assertEquals(Optional.empty(), registry.directory.findByClient(ACME, deleted.clientId()));
    }
  }

  @DatabaseTest
  void refusesWhatIsNoAgent(TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      var sections = new Sections(registry);
      for (var bad :
          List.of(
              Map.<String, Object>of("name", "A", "clientSecret", "x"),
              Map.<String, Object>of("name", "A", "clientId", "agt_1"),
              Map.<String, Object>of("name", "A", "clientId", "cli_1"),
              Map.<String, Object>of("name", "A", "status", "retired"),
              Map.<String, Object>of("name", "A", "identityType", "magic"),
              Map.<String, Object>of("name", "A", "capabilities", List.of("*")),
              Map.<String, Object>of("name", "A", "inheritsCapabilities", true),
              Map.<String, Object>of(
                  "name",
                  "A",
                  "inheritsCapabilities",
                  true,
                  "blueprint",
                  "B",
                  "capabilities",
                  List.of("a")),
              Map.<String, Object>of("name", "A", "allowedIps", List.of("nowhere")))) {
        var item = item(FIRST, bad);
        assertEquals(422, status(() -> sections.agents.check(item)), bad::toString);
      }
    }
  }

  /** What could be said before stays with who has it, and can be sent back and looked for. */
  @DatabaseTest
  void leavesAnAgentTheTypeThatItHasAndGivesItToNoOther(TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      var sections = new Sections(registry);
      registry.changes.apply(
          ACME,
          registry.register("Old").agent().id(),
          was ->
              new StoredAgent(
                  was.agent(), was.kept(), was.setBy(), Optional.of("toaster"), StoredAgent.now()));
      var old = sections.agents.export(ACME).get(0);

      sections.agents.check(old);
      sections.agents.checkReferences(ACME, old, (section, key) -> false);
      sections.agents.put(ACME, old, true, CONSOLE);

      assertEquals("toaster", old.get("type"));
      var filter = AgentListFilter.of(null, "toaster");
      assertEquals(1, registry.store.list(ACME, filter, PageRequest.first()).total());
      var again = item(SECOND, Map.of("name", "New", "type", "toaster"));
      assertEquals(422, status(() -> sections.agents.put(ACME, again, false, CONSOLE)));
    }
  }

  @DatabaseTest
  void refusesInADryRunWhatTheImportWouldRefuse(TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      var sections = new Sections(registry);
      var there = item(FIRST, Map.of("name", "A", "type", "bot"));
      sections.agents.put(ACME, there, false, CONSOLE);

      for (var bad :
          List.of(
              item(SECOND, Map.of("name", "B", "type", "toaster")),
              item(FIRST, Map.of("name", "A", "type", "service")),
              item(FIRST, Map.of("name", "A", "type", "bot", "identityType", "api_key")),
              item(FIRST, Map.of("name", "A", "type", "bot", "status", "pending")))) {
        boolean exists = bad.get("clientId").equals(FIRST);
        assertEquals(422, status(() -> sections.agents.put(ACME, bad, exists, CONSOLE)));
        assertEquals(
            422,
            status(() -> sections.agents.checkReferences(ACME, bad, (section, key) -> false)),
            bad::toString);
      }
      sections.agents.checkReferences(ACME, there, (section, key) -> false);
    }
  }

  @DatabaseTest
  void refusesAnOwnerOrABlueprintThatIsNotThere(TestDatabase database) {
    try (var registry = new AgentRegistryFixture(database.units())) {
      var sections = new Sections(registry);
      for (var bad :
          List.of(
              Map.<String, Object>of("name", "A", "owner", "nobody@example.com"),
              Map.<String, Object>of("name", "A", "blueprint", "None"))) {
        var item = item(FIRST, bad);
        assertEquals(422, status(() -> sections.agents.put(ACME, item, false, CONSOLE)));
        assertEquals(List.of(), sections.agents.export(ACME));
      }
    }
  }

  private static void register(
      AgentRegistryFixture registry, TenantContext tenant, AgentRequestBody form) {
    registry.directory.register(
        tenant,
        form.toNewAgent(),
        Optional.ofNullable(form.type()),
        form.keys(),
        ChangeAttribution.CONSOLE);
  }

  private static Map<String, Object> item(String clientId, Map<String, Object> members) {
    var item = new HashMap<String, Object>();
    item.put("clientId", clientId);
    item.putAll(members);
    return item;
  }

  private static int status(Executable work) {
    return assertThrows(ApiException.class, work).status();
  }

  /** The section beside the fixture's registry, users named Ann, and a client of an application. */
  private static final class Sections {
    private final FakeUserDirectory users = new FakeUserDirectory();
    private final AgentRegistryFixture registry;
    private final AgentTransferSection agents;

    Sections(AgentRegistryFixture registry) {
      this.registry = registry;
      var editor = new RoleRef("rol_1", "Editor", "editor");
      registry.roleAssignments.withRole(ACME, editor).withRole(OTHER, editor);
      var all = new AllOfThem();
      agents =
          new AgentTransferSection(
              registry.store,
              registry.directory,
              registry.roles,
              users,
              registry.registration,
              registry.state,
              new AgentClientIdValidator(all));
    }

    void people(TenantContext tenant, String id) {
      users.with(tenant, TestBuilders.aUser().withId(id).withEmail("ann@example.com").build());
      registry.users.with(tenant, new SubjectRef(SubjectRef.USER, id));
    }

    private final class AllOfThem implements ClientDirectory {
      @Override
      public Optional<Client> find(TenantContext tenant, String clientId) {
        return clientId.equals(APPLICATION)
            ? Optional.of(TestBuilders.aClient().build())
            : registry.clients.find(tenant, clientId);
      }

      @Override
      public boolean wasEverAssigned(TenantContext tenant, String clientId) {
        return clientId.equals(APPLICATION)
            || (clientId.equals(REMOVED) && tenant.equals(ACME))
            || registry.clients.wasEverAssigned(tenant, clientId);
      }

      @Override
      public boolean verifySecret(TenantContext tenant, String clientId, String secret) {
        return false;
      }
    }
  }
}
