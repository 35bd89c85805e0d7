/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.persistence.EntityManager;
import org.lumoauth.api.id.IdGenerator;
import org.lumoauth.authz.rbac.entity.RbacTenantCounterRow;
import org.lumoauth.authz.rbac.entity.RolePermissionKey;
import org.lumoauth.authz.rbac.entity.RolePermissionRow;
import org.lumoauth.platform.cache.MeasuredCacheFactory;
import org.lumoauth.platform.persistence.DuplicateKeyException;
import org.lumoauth.platform.persistence.PersistenceUnit;

/**
 * Creates the built-in permissions and roles of a tenant at its first use. Idempotent, also when
 * two nodes run it at the same time.
 */
final class RbacTenantSeeder {

  /** The version of the list below; a tenant with an older version gets the missing entries. */
  private static final int VERSION = 2;

  private final PersistenceUnit unit;
  private final IdGenerator identifiers;
  private final Cache<String, Boolean> done =
      MeasuredCacheFactory.build(
          "authz-rbac.seeded-tenants", Caffeine.newBuilder().maximumSize(100_000));

  RbacTenantSeeder(PersistenceUnit unit, IdGenerator identifiers) {
    this.unit = unit;
    this.identifiers = identifiers;
  }

  void seedIfMissing(String tenantId) {
    if (done.getIfPresent(tenantId) != null) {
      return;
    }
    if (!complete(tenantId)) {
      makeRow(tenantId);
      unit.run(em -> fill(em, tenantId));
    }
    done.put(tenantId, Boolean.TRUE);
  }

  void forget(String tenantId) {
    done.invalidate(tenantId);
  }

  private boolean complete(String tenantId) {
    return unit.read(
        em -> {
          var row = em.find(RbacTenantCounterRow.class, tenantId);
          return row != null && row.seedVersion() >= VERSION;
        });
  }

  private void makeRow(String tenantId) {
    if (unit.read(em -> em.find(RbacTenantCounterRow.class, tenantId)) != null) {
      return;
    }
    try {
      unit.run(em -> em.persist(new RbacTenantCounterRow(tenantId)));
    } catch (DuplicateKeyException e) {
      return; // Another thread or node inserted it first.
    }
  }

  private void fill(EntityManager em, String tenantId) {
    em.createQuery(
            "UPDATE RbacTenantCounterRow t SET t.roleRevision = t.roleRevision + 1"
                + " WHERE t.tenantId = :tenant")
        .setParameter("tenant", tenantId)
        .executeUpdate();
    var tenant = em.find(RbacTenantCounterRow.class, tenantId);
    if (tenant.seedVersion() >= VERSION) {
      return;
    }
    var permissions = permissions(em, tenant, tenantId);
    for (BuiltInRoles.BuiltInRole role : BuiltInRoles.ROLES) {
      var kept = role(em, tenantId, role);
      if (role.allPermissions()) {
        grantMissing(em, tenantId, kept.id(), permissions);
      }
    }
    tenant.seeded(VERSION);
  }

  private List<Long> permissions(EntityManager em, RbacTenantCounterRow tenant, String tenantId) {
    var ids = new ArrayList<Long>();
    for (Map.Entry<String, String> each : BuiltInRoles.PERMISSIONS.entrySet()) {
      ids.add(permission(em, tenant, tenantId, each.getKey(), each.getValue()));
    }
    return ids;
  }

  /**
   * Creates a built-in permission; an existing permission of the tenant with this slug becomes
   * built-in.
   */
  private static long permission(
      EntityManager em,
      RbacTenantCounterRow tenant,
      String tenantId,
      String slug,
      String description) {
    var found = PermissionStore.findBySlug(em, tenantId, slug);
    long id = found.map(StoredPermission::id).orElseGet(tenant::takePermissionNumber);
    var permission =
        new StoredPermission(id, slug, slug, Optional.of(description), true, Instant.now());
    if (found.isPresent()) {
      PermissionStore.update(em, tenantId, permission);
    } else {
      PermissionStore.insert(em, tenantId, permission);
    }
    return id;
  }

  private StoredRole role(EntityManager em, String tenantId, BuiltInRoles.BuiltInRole role) {
    var found = RoleStore.findBySlug(em, tenantId, role.slug());
    if (found.isPresent()) {
      return found.get();
    }
    var now = Instant.now();
    var made =
        new StoredRole(
            identifiers.next("rol_"),
            role.slug(),
            role.name(),
            Optional.of(role.description()),
            true,
            now,
            now);
    RoleStore.insert(em, tenantId, made);
    return made;
  }

  private static void grantMissing(
      EntityManager em, String tenantId, String roleId, List<Long> permissionIds) {
    for (long id : permissionIds) {
      var key = new RolePermissionKey(tenantId, roleId, id);
      if (em.find(RolePermissionRow.class, key) == null) {
        em.persist(new RolePermissionRow(key));
      }
    }
  }
}
