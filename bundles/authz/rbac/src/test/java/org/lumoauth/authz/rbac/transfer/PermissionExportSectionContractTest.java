package org.lumoauth.authz.rbac.transfer;

import java.util.List;
import java.util.Map;
import org.lumoauth.api.tenant.TenantExportSection;
import org.lumoauth.authz.rbac.RbacModuleFixture;
import org.lumoauth.platform.persistence.testkit.PersistentTenantExportSectionContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeAuditLog;

class PermissionExportSectionContractTest extends PersistentTenantExportSectionContract {

  @Override
  protected TenantExportSection section(TestDatabase database) {
    return new PermissionExportSection(
        new RbacModuleFixture(database).permissions, new FakeAuditLog());
  }

  @Override
  protected List<Map<String, Object>> items() {
    return List.of(
        Map.of("slug", "invoices.pay", "name", "Pay", "description", "Pays an invoice."),
        Map.of("slug", "files.read", "name", "Read", "description", "Reads files."));
  }

  @Override
  protected Map<String, Object> changed() {
    return Map.of("slug", "invoices.pay", "name", "Settle", "description", "Settles it.");
  }
}
