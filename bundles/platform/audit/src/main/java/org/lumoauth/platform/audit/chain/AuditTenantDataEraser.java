package org.lumoauth.platform.audit.chain;

import org.lumoauth.api.tenant.TenantDataEraser;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Keeps a tenant's chain when the tenant is deleted: the chain is the proof of what was done in it,
 * the deletion included, and a log that its subject can have erased proves nothing. Tenant ids are
 * never used twice, so that no later tenant finds it. Only the retention setting goes.
 */
@Component(property = {"lumoauth.kind=tenant-data", "lumoauth.name=platform-audit"})
public final class AuditTenantDataEraser implements TenantDataEraser {
  private final AuditPersistenceUnit tables;

  @Activate
  public AuditTenantDataEraser(@Reference AuditPersistenceUnit tables) {
    this.tables = tables;
  }

  @Override
  public void erase(String tenantId) {
    tables.jdbc(
        connection -> {
          try (var statement =
              connection.prepareStatement("DELETE FROM audit_retention WHERE tenant_id = ?")) {
            statement.setString(1, tenantId);
            return statement.executeUpdate();
          }
        });
  }
}
