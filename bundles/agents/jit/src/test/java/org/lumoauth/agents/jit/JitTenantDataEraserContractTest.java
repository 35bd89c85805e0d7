package org.lumoauth.agents.jit;

import org.lumoauth.agents.jit.request.JitSpendStore;
import org.lumoauth.agents.jit.task.AgentTaskStore;
import org.lumoauth.api.tenant.TenantDataEraser;
import org.lumoauth.platform.persistence.testkit.PersistentTenantDataEraserContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class JitTenantDataEraserContractTest extends PersistentTenantDataEraserContract {

  @Override
  protected TenantDataEraser owner(TestDatabase database) {
    var unit = JitSqlGateway.on(database.open(JitSqlGateway.DEFINITION));
    return new JitTenantDataEraser(new AgentTaskStore(unit), new JitSpendStore(unit));
  }
}
