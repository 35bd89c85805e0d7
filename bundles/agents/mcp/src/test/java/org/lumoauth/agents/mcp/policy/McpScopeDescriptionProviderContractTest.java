package org.lumoauth.agents.mcp.policy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.lumoauth.agents.mcp.Room;
import org.lumoauth.api.oauth.authorization.ScopeDescriptionProvider;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.contract.oauth.ScopeDescriptionProviderContract;

class McpScopeDescriptionProviderContractTest extends ScopeDescriptionProviderContract {

  private final TestDatabase database = TestDatabase.inMemory();
  private final Room room = new Room(database);

  McpScopeDescriptionProviderContractTest() {
    room.server("scope_descriptions", Map.of("files:read", "Read your files"));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  protected ScopeDescriptionProvider descriptions() {
    var words =
        new McpScopeDescriptionProvider(room.memory); // which has some where the server is meant
    return (tenant, scope) -> words.describe(tenant, scope, List.of(Room.FILES));
  }

  @Override
  protected TenantContext tenant() {
    return Room.ACME;
  }

  @Override
  protected TenantContext otherTenant() {
    return Room.GLOBEX;
  }

  @Override
  protected String described() {
    return "files:read";
  }
}
