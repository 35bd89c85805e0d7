/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac.store;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import javax.persistence.EntityManager;
import org.lumoauth.api.id.IdGenerator;
import org.lumoauth.authz.rbac.entity.DirectPermissionKey;
import org.lumoauth.authz.rbac.entity.DirectPermissionRow;
import org.lumoauth.authz.rbac.entity.LimitedRoleAssignmentKey;
import org.lumoauth.authz.rbac.entity.LimitedRoleAssignmentRow;
import org.lumoauth.authz.rbac.entity.PermissionKey;
import org.lumoauth.authz.rbac.entity.PermissionRow;
import org.lumoauth.authz.rbac.entity.RbacTenantCounterRow;
import org.lumoauth.authz.rbac.entity.RoleAssignmentKey;
import org.lumoauth.authz.rbac.entity.RoleAssignmentRow;
import org.lumoauth.authz.rbac.entity.RoleKey;
import org.lumoauth.authz.rbac.entity.RoleParentKey;
import org.lumoauth.authz.rbac.entity.RoleParentRow;
import org.lumoauth.authz.rbac.entity.RolePermissionKey;
import org.lumoauth.authz.rbac.entity.RolePermissionRow;
import org.lumoauth.authz.rbac.entity.RoleRow;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.PersistenceUnitDefinition;
import org.lumoauth.platform.persistence.PersistenceUnitFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The role tables, with serialized changes per tenant. */
@Component(service = RbacPersistenceUnit.class)
public final class RbacPersistenceUnit {

  private static final PersistenceUnitDefinition DEFINITION =
      new PersistenceUnitDefinition(
          "authz-rbac",
          RbacPersistenceUnit.class,
          List.of(
              RbacTenantCounterRow.class,
              PermissionRow.class,
              PermissionKey.class,
              RoleRow.class,
              RoleKey.class,
              RolePermissionRow.class,
              RolePermissionKey.class,
              RoleParentRow.class,
              RoleParentKey.class,
              RoleAssignmentRow.class,
              RoleAssignmentKey.class,
              DirectPermissionRow.class,
              DirectPermissionKey.class,
              LimitedRoleAssignmentRow.class,
              LimitedRoleAssignmentKey.class),
          "db/authz-rbac.xml");

  private final PersistenceUnit unit;
  private final RbacTenantSeeder seeding;

  @Activate
  public RbacPersistenceUnit(
      @Reference PersistenceUnitFactory units, @Reference IdGenerator identifiers) {
    this.unit = units.open(DEFINITION);
    this.seeding = new RbacTenantSeeder(unit, identifiers);
  }

  @Deactivate
  public void close() {
    unit.close();
  }

  /** Runs a read, after the built-in roles and permissions of the tenant exist. */
  public <T> T read(String tenantId, Function<EntityManager, T> work) {
    seeding.seedIfMissing(tenantId);
    return unit.read(work);
  }

  /**
   * Runs a change of roles, permissions or the hierarchy, serialized with other changes of the
   * tenant.
   */
  public <T> T changeRoles(
      String tenantId, BiFunction<EntityManager, RbacTenantCounterRow, T> work) {
    return change(tenantId, "t.roleRevision = t.roleRevision + 1", work);
  }

  /** Runs a change of assignments, serialized with other changes of the tenant. */
  public <T> T changeAssignments(
      String tenantId, BiFunction<EntityManager, RbacTenantCounterRow, T> work) {
    return change(tenantId, "t.assignmentRevision = t.assignmentRevision + 1", work);
  }

  /** Returns the revisions of the tenant; empty if it has no data yet. */
  public static Optional<RbacRevisions> revisions(EntityManager em, String tenantId) {
    return em
        .createQuery(
            "SELECT t.roleRevision, t.assignmentRevision FROM RbacTenantCounterRow t"
                + " WHERE t.tenantId = :tenant",
            Object[].class)
        .setParameter("tenant", tenantId)
        .getResultList()
        .stream()
        .map(row -> new RbacRevisions((Long) row[0], (Long) row[1]))
        .findFirst();
  }

  /** Deletes all rows of the tenant. */
  public void erase(String tenantId) {
    unit.run(
        em -> {
          for (String entity :
              List.of(
                  "RoleAssignmentRow",
                  "LimitedRoleAssignmentRow",
                  "DirectPermissionRow",
                  "RolePermissionRow",
                  "RoleParentRow",
                  "RoleRow",
                  "PermissionRow")) {
            em.createQuery("DELETE FROM " + entity + " r WHERE r.key.tenantId = :tenant")
                .setParameter("tenant", tenantId)
                .executeUpdate();
          }
          em.createQuery("DELETE FROM RbacTenantCounterRow t WHERE t.tenantId = :tenant")
              .setParameter("tenant", tenantId)
              .executeUpdate();
        });
    seeding.forget(tenantId);
  }

  /**
   * Runs a change. The update locks the row before any read, so the work sees all earlier changes
   * at every isolation level.
   */
  private <T> T change(
      String tenantId, String counted, BiFunction<EntityManager, RbacTenantCounterRow, T> work) {
    seeding.seedIfMissing(tenantId);
    return unit.write(
        em -> {
          int rows =
              em.createQuery(
                      "UPDATE RbacTenantCounterRow t SET "
                          + counted
                          + " WHERE t.tenantId = :tenant")
                  .setParameter("tenant", tenantId)
                  .executeUpdate();
          if (rows != 1) {
            throw new IllegalStateException(
                "the table rbac_tenant has no row of the tenant " + tenantId);
          }
          return work.apply(em, em.find(RbacTenantCounterRow.class, tenantId));
        });
  }
}
