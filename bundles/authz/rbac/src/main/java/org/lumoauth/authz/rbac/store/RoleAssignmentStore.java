/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.persistence.EntityManager;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.authz.rbac.entity.RoleAssignmentKey;
import org.lumoauth.authz.rbac.entity.RoleAssignmentRow;
import org.lumoauth.platform.persistence.EpochMicrosConverter;

/**
 * Accesses the rows of role assignments, within a transaction. Every query is restricted to a
 * tenant.
 */
public final class RoleAssignmentStore {

  private static final int BATCH = 500;

  private RoleAssignmentStore() {}

  /** Returns the ids of the roles that the subject has directly. */
  public static List<String> rolesOf(EntityManager em, String tenantId, SubjectRef subject) {
    return new ArrayList<>(
        em.createQuery(
                "SELECT a.key.roleId FROM RoleAssignmentRow a WHERE a.key.tenantId = :tenant"
                    + " AND a.key.subjectType = :type AND a.key.subjectId = :id",
                String.class)
            .setParameter("tenant", tenantId)
            .setParameter("type", subject.type())
            .setParameter("id", subject.id())
            .getResultList());
  }

  /** Returns the same for several subjects; those without roles are omitted. */
  public static Map<SubjectRef, List<String>> rolesOf(
      EntityManager em, String tenantId, Collection<SubjectRef> subjects) {
    var idsByType = new HashMap<String, List<String>>();
    for (SubjectRef subject : subjects) {
      idsByType.computeIfAbsent(subject.type(), type -> new ArrayList<>()).add(subject.id());
    }
    var found = new HashMap<SubjectRef, List<String>>();
    idsByType.forEach(
        (type, ids) -> {
          for (int from = 0; from < ids.size(); from += BATCH) {
            var some = ids.subList(from, Math.min(ids.size(), from + BATCH));
            collect(em, tenantId, type, some, found);
          }
        });
    return found;
  }

  private static void collect(
      EntityManager em,
      String tenantId,
      String type,
      List<String> ids,
      Map<SubjectRef, List<String>> found) {
    em.createQuery(
            "SELECT a.key.subjectId, a.key.roleId FROM RoleAssignmentRow a"
                + " WHERE a.key.tenantId = :tenant AND a.key.subjectType = :type"
                + " AND a.key.subjectId IN :ids",
            Object[].class)
        .setParameter("tenant", tenantId)
        .setParameter("type", type)
        .setParameter("ids", ids)
        .getResultList()
        .forEach(
            row ->
                found
                    .computeIfAbsent(
                        new SubjectRef(type, (String) row[0]), who -> new ArrayList<>())
                    .add((String) row[1]));
  }

  /** Adds a role and returns whether the subject did not have it before. */
  public static boolean add(
      EntityManager em, String tenantId, SubjectRef subject, String roleId, Instant now) {
    var key = new RoleAssignmentKey(tenantId, subject.type(), subject.id(), roleId);
    if (em.find(RoleAssignmentRow.class, key) != null) {
      return false;
    }
    em.persist(new RoleAssignmentRow(key, EpochMicrosConverter.toMicros(now)));
    return true;
  }

  /** Removes a role and returns whether the subject had it. */
  public static boolean remove(
      EntityManager em, String tenantId, SubjectRef subject, String roleId) {
    var row =
        em.find(
            RoleAssignmentRow.class,
            new RoleAssignmentKey(tenantId, subject.type(), subject.id(), roleId));
    if (row != null) {
      em.remove(row);
    }
    return row != null;
  }

  /**
   * Returns the number of users that have each of these roles directly; unused roles are omitted.
   */
  public static Map<String, Long> userCounts(
      EntityManager em, String tenantId, Collection<String> roleIds) {
    var counts = new HashMap<String, Long>();
    if (!roleIds.isEmpty()) {
      em.createQuery(
              "SELECT a.key.roleId, COUNT(a.key.subjectId) FROM RoleAssignmentRow a"
                  + " WHERE a.key.tenantId = :tenant AND a.key.subjectType = :type"
                  + " AND a.key.roleId IN :ids GROUP BY a.key.roleId",
              Object[].class)
          .setParameter("tenant", tenantId)
          .setParameter("type", SubjectRef.USER)
          .setParameter("ids", roleIds)
          .getResultList()
          .forEach(row -> counts.put((String) row[0], (Long) row[1]));
    }
    return counts;
  }

  /** Returns one page of the ids of users that have the role directly, in order. */
  public static List<String> usersOf(
      EntityManager em, String tenantId, String roleId, int offset, int limit, boolean descending) {
    return new ArrayList<>(
        em.createQuery(
                "SELECT a.key.subjectId FROM RoleAssignmentRow a WHERE a.key.tenantId = :tenant"
                    + " AND a.key.roleId = :role AND a.key.subjectType = :type"
                    + " ORDER BY a.key.subjectId"
                    + (descending ? " DESC" : ""),
                String.class)
            .setParameter("tenant", tenantId)
            .setParameter("role", roleId)
            .setParameter("type", SubjectRef.USER)
            .setFirstResult(offset)
            .setMaxResults(limit)
            .getResultList());
  }

  /** Returns ids of subjects of a type that have the role directly, in order, up to a limit. */
  public static List<String> holders(
      EntityManager em, String tenantId, String roleId, String subjectType, int limit) {
    return new ArrayList<>(
        em.createQuery(
                "SELECT a.key.subjectId FROM RoleAssignmentRow a WHERE a.key.tenantId = :tenant"
                    + " AND a.key.roleId = :role AND a.key.subjectType = :type"
                    + " ORDER BY a.key.subjectId",
                String.class)
            .setParameter("tenant", tenantId)
            .setParameter("role", roleId)
            .setParameter("type", subjectType)
            .setMaxResults(limit)
            .getResultList());
  }
}
