/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.persistence.EntityManager;
import javax.persistence.TypedQuery;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.web.Page;
import org.lumoauth.api.web.PageRequest;
import org.lumoauth.authz.rbac.entity.LimitedRoleAssignmentKey;
import org.lumoauth.authz.rbac.entity.LimitedRoleAssignmentRow;

/**
 * Accesses the rows of role assignments with limits, within a transaction. Every query is
 * restricted to a tenant.
 */
public final class LimitedRoleAssignmentStore {

  private static final Map<String, String> SORTABLE = Map.of("createdAt", "createdMicros");

  private LimitedRoleAssignmentStore() {}

  /** Returns the assignments of the subject, oldest first. */
  public static List<StoredLimitedRoleAssignment> of(
      EntityManager em, String tenantId, SubjectRef subject) {
    return rows(em, tenantId, subject).stream().map(LimitedRoleAssignmentRow::toStored).toList();
  }

  /** Returns the assignments of the role with limits. */
  public static Page<StoredLimitedRoleAssignment> ofRole(
      EntityManager em, String tenantId, String roleId, PageRequest request) {
    return new EntityPageQuery<>(LimitedRoleAssignmentRow.class, tenantId, SORTABLE)
        .filter("roleId", Optional.of(roleId))
        .page(em, request)
        .map(LimitedRoleAssignmentRow::toStored);
  }

  public static Optional<StoredLimitedRoleAssignment> find(
      EntityManager em, String tenantId, String id) {
    return row(em, tenantId, id).map(LimitedRoleAssignmentRow::toStored);
  }

  /**
   * Adds an assignment, or updates the times of the existing assignment for the same resources.
   *
   * @return the stored assignment
   */
  public static StoredLimitedRoleAssignment put(
      EntityManager em, String tenantId, StoredLimitedRoleAssignment assignment) {
    for (LimitedRoleAssignmentRow row : rows(em, tenantId, assignment.subject())) {
      if (row.isFor(assignment.roleId(), assignment.limits())) {
        row.updateValidity(assignment.limits());
        return row.toStored();
      }
    }
    em.persist(new LimitedRoleAssignmentRow(tenantId, assignment));
    return assignment;
  }

  public static void remove(EntityManager em, String tenantId, String id) {
    row(em, tenantId, id).ifPresent(em::remove);
  }

  /** Removes all assignments of the subject. */
  public static void removeAll(EntityManager em, String tenantId, SubjectRef subject) {
    rows(em, tenantId, subject).forEach(em::remove);
  }

  /** Removes all assignments of a role, regardless of their limits. */
  public static boolean removeRole(
      EntityManager em, String tenantId, SubjectRef subject, String roleId) {
    var held =
        rows(em, tenantId, subject).stream()
            .filter(row -> row.toStored().roleId().equals(roleId))
            .toList();
    held.forEach(em::remove);
    return !held.isEmpty();
  }

  private static Optional<LimitedRoleAssignmentRow> row(
      EntityManager em, String tenantId, String id) {
    return Optional.ofNullable(
        em.find(LimitedRoleAssignmentRow.class, new LimitedRoleAssignmentKey(tenantId, id)));
  }

  private static List<LimitedRoleAssignmentRow> rows(
      EntityManager em, String tenantId, SubjectRef subject) {
    TypedQuery<LimitedRoleAssignmentRow> query =
        em.createQuery(
            "SELECT r FROM LimitedRoleAssignmentRow r WHERE r.key.tenantId = :tenant"
                + " AND r.subjectType = :type AND r.subjectId = :id"
                + " ORDER BY r.createdMicros, r.key.id",
            LimitedRoleAssignmentRow.class);
    return query
        .setParameter("tenant", tenantId)
        .setParameter("type", subject.type())
        .setParameter("id", subject.id())
        .getResultList();
  }
}
