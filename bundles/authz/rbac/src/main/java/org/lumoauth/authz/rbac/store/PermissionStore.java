/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac.store;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.persistence.EntityManager;
import org.lumoauth.api.authz.RoleRef;
import org.lumoauth.api.web.Page;
import org.lumoauth.api.web.PageRequest;
import org.lumoauth.authz.rbac.entity.PermissionKey;
import org.lumoauth.authz.rbac.entity.PermissionRow;

/**
 * Accesses the rows of permissions, within a transaction. Every query is restricted to a tenant.
 */
public final class PermissionStore {

  private static final Map<String, String> SORTABLE = sortable();

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

  private PermissionStore() {}

  /**
   * Returns one page.
   *
   * @param resource restricts the result to permissions on this resource
   * @param system restricts the result to built-in permissions, or to others
   */
  public static Page<StoredPermission> page(
      EntityManager em,
      String tenantId,
      PageRequest request,
      Optional<String> resource,
      Optional<Boolean> system) {
    return new EntityPageQuery<>(PermissionRow.class, tenantId, SORTABLE)
        .search(request.search(), List.of("slug", "name"))
        .filter("resourcePart", resource)
        .filter("systemMade", system)
        .page(em, request)
        .map(PermissionRow::toStored);
  }

  public static Optional<StoredPermission> find(EntityManager em, String tenantId, long id) {
    return Optional.ofNullable(em.find(PermissionRow.class, new PermissionKey(tenantId, id)))
        .map(PermissionRow::toStored);
  }

  /**
   * Returns the permission with this number or slug. A slug contains a dot, so it is never a
   * number.
   */
  public static Optional<StoredPermission> find(
      EntityManager em, String tenantId, String numberOrSlug) {
    return NUMBER.matcher(numberOrSlug).matches()
        ? find(em, tenantId, Long.parseLong(numberOrSlug))
        : findBySlug(em, tenantId, numberOrSlug);
  }

  public static Optional<StoredPermission> findBySlug(
      EntityManager em, String tenantId, String slug) {
    return em
        .createQuery(
            "SELECT p FROM PermissionRow p WHERE p.key.tenantId = :tenant AND p.slug = :slug",
            PermissionRow.class)
        .setParameter("tenant", tenantId)
        .setParameter("slug", slug)
        .getResultList()
        .stream()
        .map(PermissionRow::toStored)
        .findFirst();
  }

  public static List<StoredPermission> all(EntityManager em, String tenantId) {
    return em
        .createQuery(
            "SELECT p FROM PermissionRow p WHERE p.key.tenantId = :tenant ORDER BY p.slug",
            PermissionRow.class)
        .setParameter("tenant", tenantId)
        .getResultList()
        .stream()
        .map(PermissionRow::toStored)
        .toList();
  }

  public static void insert(EntityManager em, String tenantId, StoredPermission permission) {
    em.persist(new PermissionRow(tenantId, permission));
  }

  public static void update(EntityManager em, String tenantId, StoredPermission permission) {
    em.find(PermissionRow.class, new PermissionKey(tenantId, permission.id())).update(permission);
  }

  /** Deletes the permission and removes it from every role and subject. */
  public static void delete(EntityManager em, String tenantId, long id) {
    for (String links : List.of("RolePermissionRow", "DirectPermissionRow")) {
      em.createQuery(
              "DELETE FROM "
                  + links
                  + " l WHERE l.key.tenantId = :tenant AND l.key.permissionId = :id")
          .setParameter("tenant", tenantId)
          .setParameter("id", id)
          .executeUpdate();
    }
    em.remove(em.find(PermissionRow.class, new PermissionKey(tenantId, id)));
  }

  /** Returns the roles that contain the permission directly, by name. */
  public static List<RoleRef> usage(EntityManager em, String tenantId, long id) {
    return em
        .createQuery(
            "SELECT r.key.id, r.name, r.slug FROM RoleRow r, RolePermissionRow l"
                + " WHERE r.key.tenantId = :tenant AND l.key.tenantId = :tenant"
                + " AND l.key.roleId = r.key.id AND l.key.permissionId = :id"
                + " ORDER BY r.name, r.key.id",
            Object[].class)
        .setParameter("tenant", tenantId)
        .setParameter("id", id)
        .getResultList()
        .stream()
        .map(row -> new RoleRef((String) row[0], (String) row[1], (String) row[2]))
        .toList();
  }

  /** Returns whether any role contains the permission or any subject has it directly. */
  public static boolean held(EntityManager em, String tenantId, long id) {
    return Stream.of("RolePermissionRow", "DirectPermissionRow")
        .anyMatch(
            links ->
                em.createQuery(
                            "SELECT COUNT(l.key.permissionId) FROM "
                                + links
                                + " l WHERE l.key.tenantId = :tenant AND l.key.permissionId = :id",
                            Long.class)
                        .setParameter("tenant", tenantId)
                        .setParameter("id", id)
                        .getSingleResult()
                    > 0);
  }

  /** Returns the number of roles with each of these permissions; unused permissions are omitted. */
  public static Map<Long, Long> roleCounts(
      EntityManager em, String tenantId, Collection<Long> ids) {
    var counts = new HashMap<Long, Long>();
    if (!ids.isEmpty()) {
      em.createQuery(
              "SELECT l.key.permissionId, COUNT(l.key.roleId) FROM RolePermissionRow l"
                  + " WHERE l.key.tenantId = :tenant AND l.key.permissionId IN :ids"
                  + " GROUP BY l.key.permissionId",
              Object[].class)
          .setParameter("tenant", tenantId)
          .setParameter("ids", ids)
          .getResultList()
          .forEach(row -> counts.put((Long) row[0], (Long) row[1]));
    }
    return counts;
  }

  private static Map<String, String> sortable() {
    var fields = new LinkedHashMap<String, String>();
    fields.put("slug", "slug");
    fields.put("name", "name");
    fields.put("resource", "resourcePart");
    fields.put("createdAt", "createdMicros");
    fields.put("id", "key.id");
    return fields;
  }
}
