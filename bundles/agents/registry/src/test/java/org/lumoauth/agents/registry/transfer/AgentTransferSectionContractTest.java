/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry.transfer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.registry.AgentClientIdValidator;
import org.lumoauth.agents.registry.AgentRegistryFixture;
import org.lumoauth.agents.registry.blueprint.BlueprintTransferSection;
import org.lumoauth.agents.registry.client.AgentClientSource;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.authz.RoleRef;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.client.ClientDirectory;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantTransferSection;
import org.lumoauth.platform.persistence.testkit.PersistentTenantTransferSectionContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.builder.TestBuilders;
import org.lumoauth.testkit.fake.user.FakeUserDirectory;

class AgentTransferSectionContractTest extends PersistentTenantTransferSectionContract {

  private final FakeUserDirectory users = new FakeUserDirectory();
  private AgentRegistryFixture registry;

  @Override
  protected TenantTransferSection section(TestDatabase database) {
    registry = new AgentRegistryFixture(database.units());
    var all = new AgentsAlone(registry.clients);
    return new AgentTransferSection(
        registry.store,
        registry.directory,
        registry.roles,
        users,
        registry.registration,
        registry.state,
        new AgentClientIdValidator(all));
  }

  @Override
  protected void prepare(TenantContext tenant) {
    var id = "usr_of_" + tenant.slug();
    users.with(tenant, TestBuilders.aUser().withId(id).withEmail("ann@example.com").build());
    registry.users.with(tenant, new SubjectRef(SubjectRef.USER, id));
    registry.roleAssignments.withRole(
        tenant, new RoleRef("rol_of_" + tenant.slug(), "Editor", "editor"));
    new BlueprintTransferSection(registry.blueprintStore, registry.blueprints)
        .put(
            tenant,
            Map.of("name", "Clerk", "capabilities", List.of("files.read")),
            false,
            AuditInitiator.server("test"));
  }

  @Override
  protected List<Map<String, Object>> items() {
    var own = agent("cli_01J00000000000000000000002", "pending");
    own.put("capabilities", List.of("files.read", "files.write"));
    var heir = agent("cli_01J00000000000000000000001", "suspended");
    heir.put("inheritsCapabilities", true);
    heir.put("blueprint", "Clerk");
    var keyed = agent("cli_01J00000000000000000000003", "active");
    keyed.put("capabilities", List.of());
    keyed.put("jwksUri", "https://keys.example/jwks");
    return List.of(own, heir, keyed);
  }

  @Override
  protected Map<String, Object> changed() {
    var agent = agent("cli_01J00000000000000000000002", "active");
    agent.put("name", "Reader");
    agent.put("description", "");
    agent.put("capabilities", List.of("files.read"));
    agent.put("roles", List.of());
    agent.put("owner", "");
    agent.put("allowedIps", List.of());
    return agent;
  }

  private static Map<String, Object> agent(String clientId, String status) {
    Map<String, Object> item = new HashMap<>();
    item.put("clientId", clientId);
    item.put("name", "Clerk");
    item.put("description", "Files.\nAlways.");
    item.put("type", "ai_assistant");
    item.put("identityType", "client_credentials");
    item.put("inheritsCapabilities", false);
    item.put("roles", List.of("editor"));
    item.put("owner", "ann@example.com");
    item.put("sponsor", "ann@example.com");
    item.put("allowedIps", List.of("10.0.0.0/8"));
    item.put("status", status);
    return item;
  }

  /** There is no application. */
  private record AgentsAlone(AgentClientSource agents) implements ClientDirectory {
    @Override
    public Optional<Client> find(TenantContext tenant, String clientId) {
      return agents.find(tenant, clientId);
    }

    @Override
    public boolean wasEverAssigned(TenantContext tenant, String clientId) {
      return agents.wasEverAssigned(tenant, clientId);
    }

    @Override
    public boolean verifySecret(TenantContext tenant, String clientId, String secret) {
      return false;
    }
  }
}
