package org.lumoauth.platform.audit.chain;

import java.util.Set;
import org.lumoauth.api.tenant.TenantDataOwner;
import org.lumoauth.platform.persistence.testkit.StoredTenantDataContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class KeptChainsContractTest extends StoredTenantDataContract {

  @Override
  protected TenantDataOwner owner(TestDatabase database) {
    return new KeptChains(new AuditTables(database.units()));
  }

  @Override
  protected Set<String> notErased() {
    return Set.of("audit_head", "audit_record", "audit_start");
  }
}
