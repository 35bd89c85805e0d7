/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import javax.persistence.EntityManager;
import org.lumoauth.api.authz.RoleAssignmentLimits;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.authz.rbac.entity.DirectPermissionKey;
import org.lumoauth.authz.rbac.entity.DirectPermissionRow;
import org.lumoauth.platform.persistence.EpochMicrosConverter;

/**
 * Accesses the rows of direct permissions, within a transaction. Every query is restricted to a
 * tenant.
 */
public final class DirectPermissionStore {

  /**
   * A single statement, which sees one snapshot at every isolation level. Two statements could see
   * a subject after a role was revoked and before its replacement was granted.
   */
  private static final String HOLDINGS =
      "SELECT a.role_id, 0, 0, '', '', '', 0, 0 FROM rbac_assignment a"
          + " WHERE a.tenant_id = ?1 AND a.subject_type = ?2 AND a.subject_id = ?3"
          + " UNION ALL SELECT '', g.permission_id, 0, '', '', '', 0, 0 FROM rbac_direct_grant g"
          + " WHERE g.tenant_id = ?4 AND g.subject_type = ?5 AND g.subject_id = ?6"
          + " UNION ALL SELECT l.role_id, 0, 1, l.resource_type, l.resource_id, l.organization_id,"
          + " l.not_before_micros, l.expires_micros FROM rbac_limited_assignment l"
          + " WHERE l.tenant_id = ?7 AND l.subject_type = ?8 AND l.subject_id = ?9";

  private DirectPermissionStore() {}

  /** Returns the direct roles, with and without limits, and direct permissions of the subject. */
  public static DirectHoldings holdings(EntityManager em, String tenantId, SubjectRef subject) {
    var roleIds = new ArrayList<String>();
    var permissionIds = new HashSet<Long>();
    var limited = new ArrayList<LimitedRoleAssignmentHolding>();
    List<?> rows =
        em.createNativeQuery(HOLDINGS)
            .setParameter(1, tenantId)
            .setParameter(2, subject.type())
            .setParameter(3, subject.id())
            .setParameter(4, tenantId)
            .setParameter(5, subject.type())
            .setParameter(6, subject.id())
            .setParameter(7, tenantId)
            .setParameter(8, subject.type())
            .setParameter(9, subject.id())
            .getResultList();
    for (Object each : rows) {
      var row = (Object[]) each;
      var roleId = (String) row[0];
      if (roleId.isEmpty()) {
        permissionIds.add(number(row[1]));
      } else if (number(row[2]) == 0) {
        roleIds.add(roleId);
      } else {
        limited.add(new LimitedRoleAssignmentHolding(roleId, limits(row)));
      }
    }
    return new DirectHoldings(roleIds, permissionIds, limited);
  }

  private static RoleAssignmentLimits limits(Object[] row) {
    return new RoleAssignmentLimits(
        text(row[3]),
        text(row[4]),
        text(row[5]),
        time(number(row[6]), LimitedRoleAssignmentHolding.ALWAYS),
        time(number(row[7]), LimitedRoleAssignmentHolding.NEVER));
  }

  private static Optional<String> text(Object column) {
    var text = (String) column;
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  private static Optional<Instant> time(long micros, long none) {
    return micros == none ? Optional.empty() : Optional.of(EpochMicrosConverter.toInstant(micros));
  }

  private static long number(Object column) {
    return ((Number) column).longValue();
  }

  /** Adds a permission and returns whether the subject did not have it before. */
  public static boolean add(
      EntityManager em, String tenantId, SubjectRef subject, long permissionId, Instant now) {
    var key = new DirectPermissionKey(tenantId, subject.type(), subject.id(), permissionId);
    if (em.find(DirectPermissionRow.class, key) != null) {
      return false;
    }
    em.persist(new DirectPermissionRow(key, EpochMicrosConverter.toMicros(now)));
    return true;
  }

  /** Removes a permission and returns whether the subject had it. */
  public static boolean remove(
      EntityManager em, String tenantId, SubjectRef subject, long permissionId) {
    var key = new DirectPermissionKey(tenantId, subject.type(), subject.id(), permissionId);
    var row = em.find(DirectPermissionRow.class, key);
    if (row != null) {
      em.remove(row);
    }
    return row != null;
  }

  /** Removes all permissions of the subject. */
  public static void removeAll(EntityManager em, String tenantId, SubjectRef subject) {
    em.createQuery(
            "DELETE FROM DirectPermissionRow g WHERE g.key.tenantId = :tenant"
                + " AND g.key.subjectType = :type AND g.key.subjectId = :id")
        .setParameter("tenant", tenantId)
        .setParameter("type", subject.type())
        .setParameter("id", subject.id())
        .executeUpdate();
  }
}
