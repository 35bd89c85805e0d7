package org.lumoauth.platform.directory;

import java.util.Collection;
import java.util.Map;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Gives permissions to users themselves and takes them away. The module of roles keeps them; who
 * gave which is recorded here, durably, before the change is answered.
 */
@Component(service = PermissionGrantAdministration.class)
public final class PermissionGrantAdministration {
  private final DirectoryOptionalServices neighbours;
  private final DirectoryChangeRecorder journal;

  @Activate
  public PermissionGrantAdministration(
      @Reference DirectoryOptionalServices neighbours, @Reference DirectoryChangeRecorder journal) {
    this.neighbours = neighbours;
    this.journal = journal;
  }

  /**
   * Gives permissions, each recorded at once: those before one that is refused stay given.
   *
   * @param permissions ids or slugs
   * @throws ApiException 404 for an unknown permission, 503 without the module of roles
   */
  public void grant(
      TenantContext tenant, UserAccount user, Collection<String> permissions, AuditInitiator by) {
    var keeper = neighbours.grants();
    for (String permission : permissions) {
      keeper.grant(tenant, user.subject(), permission);
      var details = Map.<String, Object>of("permission", permission);
      journal.record(
          tenant, "user.permission.granted", user, "A permission was given.", by, details);
    }
  }

  /** Takes a permission away, by id or slug. */
  public void revoke(TenantContext tenant, UserAccount user, String permission, AuditInitiator by) {
    neighbours.grants().revoke(tenant, user.subject(), permission);
    var details = Map.<String, Object>of("permission", permission);
    journal.record(
        tenant, "user.permission.revoked", user, "A permission was taken away.", by, details);
  }
}
