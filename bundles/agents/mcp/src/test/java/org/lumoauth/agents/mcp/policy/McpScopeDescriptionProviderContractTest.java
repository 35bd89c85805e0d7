/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.mcp.policy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.lumoauth.agents.mcp.McpBundleFixture;
import org.lumoauth.api.oauth.authorization.ScopeDescriptionProvider;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.contract.oauth.ScopeDescriptionProviderContract;

class McpScopeDescriptionProviderContractTest extends ScopeDescriptionProviderContract {

  private final TestDatabase database = TestDatabase.inMemory();
  private final McpBundleFixture room = new McpBundleFixture(database);

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
    return (tenant, scope) -> words.describe(tenant, scope, List.of(McpBundleFixture.FILES));
  }

  @Override
  protected TenantContext tenant() {
    return McpBundleFixture.ACME;
  }

  @Override
  protected TenantContext otherTenant() {
    return McpBundleFixture.GLOBEX;
  }

  @Override
  protected String described() {
    return "files:read";
  }
}
