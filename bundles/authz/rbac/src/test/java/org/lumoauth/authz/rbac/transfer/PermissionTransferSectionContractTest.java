/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac.transfer;

import java.util.List;
import java.util.Map;
import org.lumoauth.api.tenant.TenantTransferSection;
import org.lumoauth.authz.rbac.RbacModuleFixture;
import org.lumoauth.platform.persistence.testkit.PersistentTenantTransferSectionContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeAuditLog;

class PermissionTransferSectionContractTest extends PersistentTenantTransferSectionContract {

  @Override
  protected TenantTransferSection section(TestDatabase database) {
    return new PermissionTransferSection(
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
