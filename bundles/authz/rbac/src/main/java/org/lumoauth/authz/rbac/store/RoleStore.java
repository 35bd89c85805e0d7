/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.persistence.EntityManager;
import javax.persistence.Query;
import org.lumoauth.api.web.Page;
import org.lumoauth.api.web.PageRequest;
import org.lumoauth.authz.rbac.entity.RoleKey;
import org.lumoauth.authz.rbac.entity.RoleParentKey;
import org.lumoauth.authz.rbac.entity.RoleParentRow;
import org.lumoauth.authz.rbac.entity.RolePermissionKey;
import org.lumoauth.authz.rbac.entity.RolePermissionRow;
import org.lumoauth.authz.rbac.entity.RoleRow;

/**
 * Accesses the rows of roles and their dependent rows, within a transaction. Every query is
 * restricted to a tenant.
 */
public final class RoleStore {

  private static final Map<String, String> SORTABLE = sortable();

  private RoleStore() {}

  public static Page<StoredRole> page(EntityManager em, String tenantId, PageRequest request) {
    return new EntityPageQuery<>(RoleRow.class, tenantId, SORTABLE)
        .search(request.search(), List.of("name", "slug"))
        .page(em, request)
        .map(RoleRow::toStored);
  }

  public static Optional<StoredRole> find(EntityManager em, String tenantId, String idOrSlug) {
    return findById(em, tenantId, idOrSlug).or(() -> findBySlug(em, tenantId, idOrSlug));
  }

  public static Optional<StoredRole> findById(EntityManager em, String tenantId, String id) {
    return Optional.ofNullable(em.find(RoleRow.class, new RoleKey(tenantId, id)))
        .map(RoleRow::toStored);
  }

  public static Optional<StoredRole> findBySlug(EntityManager em, String tenantId, String slug) {
    return em
        .createQuery(
            "SELECT r FROM RoleRow r WHERE r.key.tenantId = :tenant AND r.slug = :slug",
            RoleRow.class)
        .setParameter("tenant", tenantId)
        .setParameter("slug", slug)
        .getResultList()
        .stream()
        .map(RoleRow::toStored)
        .findFirst();
  }

  public static List<StoredRole> all(EntityManager em, String tenantId) {
    return em
        .createQuery(
            "SELECT r FROM RoleRow r WHERE r.key.tenantId = :tenant ORDER BY r.slug", RoleRow.class)
        .setParameter("tenant", tenantId)
        .getResultList()
        .stream()
        .map(RoleRow::toStored)
        .toList();
  }

  public static void insert(EntityManager em, String tenantId, StoredRole role) {
    em.persist(new RoleRow(tenantId, role));
  }

  public static void update(EntityManager em, String tenantId, StoredRole role) {
    em.find(RoleRow.class, new RoleKey(tenantId, role.id())).update(role);
  }

  /** Deletes the role with its assignments, permissions and hierarchy entries. */
  public static void delete(EntityManager em, String tenantId, String id) {
    for (String links :
        List.of(
            "RoleAssignmentRow l WHERE l.key.roleId = :id",
            "LimitedRoleAssignmentRow l WHERE l.roleId = :id",
            "RolePermissionRow l WHERE l.key.roleId = :id",
            "RoleParentRow l WHERE (l.key.roleId = :id OR l.key.parentId = :id)")) {
      named(em.createQuery("DELETE FROM " + links + " AND l.key.tenantId = :tenant"), tenantId, id)
          .executeUpdate();
    }
    em.remove(em.find(RoleRow.class, new RoleKey(tenantId, id)));
  }

  /** Maps each role of the tenant to its own permissions. */
  public static Map<String, Set<Long>> permissions(EntityManager em, String tenantId) {
    var links = new HashMap<String, Set<Long>>();
    em.createQuery(
            "SELECT l.key.roleId, l.key.permissionId FROM RolePermissionRow l"
                + " WHERE l.key.tenantId = :tenant",
            Object[].class)
        .setParameter("tenant", tenantId)
        .getResultList()
        .forEach(row -> put(links, (String) row[0], (Long) row[1]));
    return links;
  }

  /** Maps each role of the tenant to its parents. */
  public static Map<String, Set<String>> parents(EntityManager em, String tenantId) {
    var links = new HashMap<String, Set<String>>();
    em.createQuery(
            "SELECT l.key.roleId, l.key.parentId FROM RoleParentRow l"
                + " WHERE l.key.tenantId = :tenant",
            Object[].class)
        .setParameter("tenant", tenantId)
        .getResultList()
        .forEach(row -> put(links, (String) row[0], (String) row[1]));
    return links;
  }

  /** Returns the numbers of the role's own permissions. */
  public static List<Long> permissionsOf(EntityManager em, String tenantId, String id) {
    return new ArrayList<>(
        em.createQuery(
                "SELECT l.key.permissionId FROM RolePermissionRow l"
                    + " WHERE l.key.tenantId = :tenant AND l.key.roleId = :id",
                Long.class)
            .setParameter("tenant", tenantId)
            .setParameter("id", id)
            .getResultList());
  }

  public static void addPermissions(
      EntityManager em, String tenantId, String id, Collection<Long> permissionIds) {
    for (long permissionId : new HashSet<>(permissionIds)) {
      var key = new RolePermissionKey(tenantId, id, permissionId);
      if (em.find(RolePermissionRow.class, key) == null) {
        em.persist(new RolePermissionRow(key));
      }
    }
  }

  public static boolean removePermission(
      EntityManager em, String tenantId, String id, long permissionId) {
    var row = em.find(RolePermissionRow.class, new RolePermissionKey(tenantId, id, permissionId));
    if (row != null) {
      em.remove(row);
    }
    return row != null;
  }

  public static void replacePermissions(
      EntityManager em, String tenantId, String id, Collection<Long> permissionIds) {
    for (long held : permissionsOf(em, tenantId, id)) {
      if (!permissionIds.contains(held)) {
        removePermission(em, tenantId, id, held);
      }
    }
    addPermissions(em, tenantId, id, permissionIds);
  }

  public static void replaceParents(
      EntityManager em, String tenantId, String id, Collection<String> parentIds) {
    for (String held : parents(em, tenantId).getOrDefault(id, Set.of())) {
      if (!parentIds.contains(held)) {
        em.remove(em.find(RoleParentRow.class, new RoleParentKey(tenantId, id, held)));
      }
    }
    for (String parent : new HashSet<>(parentIds)) {
      var key = new RoleParentKey(tenantId, id, parent);
      if (em.find(RoleParentRow.class, key) == null) {
        em.persist(new RoleParentRow(key));
      }
    }
  }

  private static Query named(Query query, String tenantId, String id) {
    return query.setParameter("tenant", tenantId).setParameter("id", id);
  }

  private static <T> void put(Map<String, Set<T>> links, String role, T other) {
    links.computeIfAbsent(role, id -> new HashSet<>()).add(other);
  }

  private static Map<String, String> sortable() {
    var fields = new LinkedHashMap<String, String>();
    fields.put("name", "name");
    fields.put("slug", "slug");
    fields.put("createdAt", "createdMicros");
    fields.put("updatedAt", "updatedMicros");
    return fields;
  }
}
