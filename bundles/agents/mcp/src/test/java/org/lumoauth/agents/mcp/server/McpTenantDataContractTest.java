package org.lumoauth.agents.mcp.server;

import org.lumoauth.agents.mcp.McpUnit;
import org.lumoauth.agents.mcp.tool.ToolStore;
import org.lumoauth.api.tenant.TenantDataOwner;
import org.lumoauth.platform.persistence.testkit.StoredTenantDataContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class McpTenantDataContractTest extends StoredTenantDataContract {

  @Override
  protected TenantDataOwner owner(TestDatabase database) {
    var unit = new McpUnit(database.units());
    var store = new ServerStore(unit);
    return new McpTenantData(store, new ServerMemory(store), new ToolStore(unit));
  }
}
