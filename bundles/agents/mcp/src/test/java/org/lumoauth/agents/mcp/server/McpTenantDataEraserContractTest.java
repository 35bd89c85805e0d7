package org.lumoauth.agents.mcp.server;

import org.lumoauth.agents.mcp.McpSqlGateway;
import org.lumoauth.agents.mcp.tool.McpToolStore;
import org.lumoauth.api.tenant.TenantDataEraser;
import org.lumoauth.platform.persistence.testkit.PersistentTenantDataEraserContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class McpTenantDataEraserContractTest extends PersistentTenantDataEraserContract {

  @Override
  protected TenantDataEraser owner(TestDatabase database) {
    var unit = new McpSqlGateway(database.units());
    var store = new McpServerStore(unit);
    return new McpTenantDataEraser(store, new McpServerCache(store), new McpToolStore(unit));
  }
}
