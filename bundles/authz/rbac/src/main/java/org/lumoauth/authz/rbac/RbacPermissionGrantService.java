/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac;

import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import javax.persistence.EntityManager;
import org.lumoauth.api.authz.PermissionGrantService;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.authz.rbac.store.DirectPermissionStore;
import org.lumoauth.authz.rbac.store.PermissionStore;
import org.lumoauth.authz.rbac.store.RbacPersistenceUnit;
import org.lumoauth.authz.rbac.store.StoredPermission;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Manages the permissions that subjects have directly. Callers write the audit record. */
@Component
public final class RbacPermissionGrantService implements PermissionGrantService {

  private final RbacPersistenceUnit unit;
  private final RoleChangePublisher changes;

  @Activate
  public RbacPermissionGrantService(
      @Reference RbacPersistenceUnit unit, @Reference RoleChangePublisher changes) {
    this.unit = unit;
    this.changes = changes;
  }

  @Override
  public void grant(TenantContext tenant, SubjectRef subject, String permission) {
    RoleHolderTypes.require(subject, "Permissions");
    change(
        tenant,
        subject,
        permission,
        (em, id) -> DirectPermissionStore.add(em, tenant.id(), subject, id, Instant.now()));
  }

  @Override
  public void revoke(TenantContext tenant, SubjectRef subject, String permission) {
    change(
        tenant,
        subject,
        permission,
        (em, id) -> DirectPermissionStore.remove(em, tenant.id(), subject, id));
  }

  private void change(
      TenantContext tenant,
      SubjectRef subject,
      String permission,
      BiConsumer<EntityManager, Long> work) {
    try {
      unit.changeAssignments(
          tenant.id(),
          (em, row) -> {
            work.accept(em, require(em, tenant.id(), permission));
            return null;
          });
    } finally {
      // Even after a failure, since the commit may have succeeded without a response.
      changes.publishAssignmentChange(tenant.id(), List.of(subject));
    }
  }

  private static long require(EntityManager em, String tenantId, String permission) {
    return PermissionStore.find(em, tenantId, permission)
        .map(StoredPermission::id)
        .orElseThrow(() -> ApiException.notFound("The permission was not found."));
  }
}
