/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.role;

import java.util.Collection;
import java.util.Map;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.directory.DirectoryChangePublisher;
import org.lumoauth.platform.directory.DirectoryServiceLookup;
import org.lumoauth.platform.directory.user.UserAccount;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Grants permissions directly to users and revokes them. The roles module stores the grants. The
 * audit event is durable before the response.
 */
@Component(service = PermissionGrantAdministration.class)
public final class PermissionGrantAdministration {
  private final DirectoryServiceLookup neighbours;
  private final DirectoryChangePublisher journal;

  @Activate
  public PermissionGrantAdministration(
      @Reference DirectoryServiceLookup neighbours, @Reference DirectoryChangePublisher journal) {
    this.neighbours = neighbours;
    this.journal = journal;
  }

  /**
   * Grants permissions and records each immediately. If one is rejected, the permissions before it
   * remain granted.
   *
   * @param permissions ids or slugs
   * @throws ApiException 404 for an unknown permission, 503 without the roles module
   */
  public void grant(
      TenantContext tenant, UserAccount user, Collection<String> permissions, AuditInitiator by) {
    var keeper = neighbours.grants();
    for (String permission : permissions) {
      keeper.grant(tenant, user.subject(), permission);
      var details = Map.<String, Object>of("permission", permission);
      journal.record(
          tenant, "user.permission.granted", user, "A permission was granted.", by, details);
    }
  }

  /** Revokes a permission by id or slug. */
  public void revoke(TenantContext tenant, UserAccount user, String permission, AuditInitiator by) {
    neighbours.grants().revoke(tenant, user.subject(), permission);
    var details = Map.<String, Object>of("permission", permission);
    journal.record(
        tenant, "user.permission.revoked", user, "A permission was revoked.", by, details);
  }
}
