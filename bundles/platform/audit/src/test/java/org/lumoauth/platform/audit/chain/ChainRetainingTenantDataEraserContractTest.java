package org.lumoauth.platform.audit.chain;

import java.util.Set;
import org.lumoauth.api.tenant.TenantDataEraser;
import org.lumoauth.platform.persistence.testkit.PersistentTenantDataEraserContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class ChainRetainingTenantDataEraserContractTest extends PersistentTenantDataEraserContract {

  @Override
  protected TenantDataEraser owner(TestDatabase database) {
    return new ChainRetainingTenantDataEraser(new AuditSqlGateway(database.units()));
  }

  @Override
  protected Set<String> notErased() {
    return Set.of("audit_head", "audit_record", "audit_start");
  }
}
