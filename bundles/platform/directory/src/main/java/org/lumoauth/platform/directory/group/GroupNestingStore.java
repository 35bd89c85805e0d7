/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.group;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import javax.persistence.EntityManager;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.directory.NativeQueryFactory;
import org.lumoauth.platform.persistence.DuplicateKeyException;
import org.lumoauth.platform.persistence.PersistenceUnit;

/** Stores the nesting of groups. A member of an inner group is also a member of the outer group. */
public final class GroupNestingStore {
  private final PersistenceUnit unit;

  public GroupNestingStore(PersistenceUnit unit) {
    this.unit = unit;
  }

  /**
   * Nests a group inside another.
   *
   * @throws ApiException 409 {@code conflict} if a group would contain itself
   */
  void nest(String tenantId, String parentId, String childId) {
    try {
      unit.run(em -> link(em, tenantId, parentId, childId));
    } catch (DuplicateKeyException e) {
      // Another transaction created the tenant's lock row at the same time; it exists now.
      unit.run(em -> link(em, tenantId, parentId, childId));
    }
  }

  /** Removes a nested group from its parent. */
  void unnest(String tenantId, String parentId, String childId) {
    unit.run(
        em ->
            NativeQueryFactory.createQuery(
                    em,
                    "delete from directory_nesting"
                        + " where tenant_id = ? and parent_id = ? and child_id = ?",
                    tenantId,
                    parentId,
                    childId)
                .executeUpdate());
  }

  /** Returns the ids of the directly nested groups. */
  Set<String> children(String tenantId, String parentId) {
    return unit.read(
        em ->
            new LinkedHashSet<>(
                NativeQueryFactory.listStrings(
                    NativeQueryFactory.createQuery(
                        em,
                        "select child_id from directory_nesting"
                            + " where tenant_id = ? and parent_id = ?",
                        tenantId,
                        parentId))));
  }

  /** Returns these groups and all their ancestors, at any depth. */
  public Set<String> withAncestors(String tenantId, Collection<String> groupIds) {
    return unit.read(em -> upwards(em, tenantId, groupIds));
  }

  private static void link(EntityManager em, String tenantId, String parentId, String childId) {
    lock(em, tenantId); // locks before any read, so that concurrent changes cannot form a cycle
    if (upwards(em, tenantId, Set.of(parentId)).contains(childId)) {
      throw new ApiException(
          409, "conflict", "A group cannot contain itself, directly or through other groups.");
    }
    NativeQueryFactory.createQuery(
            em,
            "insert into directory_nesting (tenant_id, parent_id, child_id)"
                + " select p.tenant_id, p.id, c.id from directory_group p, directory_group c"
                + " where p.tenant_id = ? and p.id = ? and c.tenant_id = p.tenant_id and c.id = ?"
                + " and not exists (select 1 from directory_nesting n"
                + " where n.tenant_id = p.tenant_id and n.parent_id = p.id and n.child_id = c.id)",
            tenantId,
            parentId,
            childId)
        .executeUpdate();
  }

  private static void lock(EntityManager em, String tenantId) {
    int locked =
        NativeQueryFactory.createQuery(
                em,
                "update directory_nesting_lock set revision = revision + 1 where tenant_id = ?",
                tenantId)
            .executeUpdate();
    if (locked == 0) {
      NativeQueryFactory.createQuery(
              em,
              "insert into directory_nesting_lock (tenant_id, revision) values (?, 1)",
              tenantId)
          .executeUpdate();
    }
  }

  private static Set<String> upwards(
      EntityManager em, String tenantId, Collection<String> groupIds) {
    var found = new LinkedHashSet<>(groupIds);
    var level = Set.copyOf(groupIds);
    while (!level.isEmpty()) {
      var parents =
          new LinkedHashSet<>(
              NativeQueryFactory.listStrings(
                  NativeQueryFactory.createQuery(
                      em,
                      "select parent_id from directory_nesting"
                          + " where tenant_id = ? and child_id in (?)",
                      tenantId,
                      level)));
      parents.removeAll(found);
      found.addAll(parents);
      level = Set.copyOf(parents);
    }
    return found;
  }
}
