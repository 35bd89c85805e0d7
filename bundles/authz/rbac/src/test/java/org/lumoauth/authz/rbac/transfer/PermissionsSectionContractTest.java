package org.lumoauth.authz.rbac.transfer;

import java.util.List;
import java.util.Map;
import org.lumoauth.api.tenant.TenantSection;
import org.lumoauth.authz.rbac.World;
import org.lumoauth.platform.persistence.testkit.StoredTenantSectionContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeAuditLog;

class PermissionsSectionContractTest extends StoredTenantSectionContract {

  @Override
  protected TenantSection section(TestDatabase database) {
    return new PermissionsSection(new World(database).permissions, new FakeAuditLog());
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
