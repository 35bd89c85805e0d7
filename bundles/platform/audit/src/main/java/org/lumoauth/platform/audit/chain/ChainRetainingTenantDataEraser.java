package org.lumoauth.platform.audit.chain;

import org.lumoauth.api.tenant.TenantDataEraser;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Retains the chain of a deleted tenant. The chain proves the actions in the tenant, including its
 * deletion, and a log that its subject can erase proves nothing. Tenant ids are never reused, so no
 * later tenant can access it. Only the retention setting is deleted.
 */
@Component(property = {"lumoauth.kind=tenant-data", "lumoauth.name=platform-audit"})
public final class ChainRetainingTenantDataEraser implements TenantDataEraser {
  private final AuditSqlGateway tables;

  @Activate
  public ChainRetainingTenantDataEraser(@Reference AuditSqlGateway tables) {
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
