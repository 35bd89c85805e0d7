/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.group;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javax.persistence.EntityManager;
import org.lumoauth.platform.directory.NativeQueryFactory;
import org.lumoauth.platform.persistence.DuplicateKeyException;
import org.lumoauth.platform.persistence.EpochMicrosConverter;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.StaleDataException;

/** Stores direct group memberships. */
public final class GroupMembershipStore {
  private final PersistenceUnit unit;

  public GroupMembershipStore(PersistenceUnit unit) {
    this.unit = unit;
  }

  /** Adds users to a group. Existing members are not removed. */
  void add(String tenantId, String groupId, Collection<String> userIds) {
    again(em -> userIds.stream().sorted().forEach(userId -> link(em, tenantId, groupId, userId)));
  }

  /** Removes a user from a group. */
  void remove(String tenantId, String groupId, String userId) {
    unit.run(em -> unlink(em, tenantId, groupId, userId));
  }

  /** Removes a user from groups and adds them to others. */
  void change(String tenantId, String userId, Collection<String> out, Collection<String> into) {
    again(
        em -> {
          out.stream().sorted().forEach(groupId -> unlink(em, tenantId, groupId, userId));
          into.stream().sorted().forEach(groupId -> link(em, tenantId, groupId, userId));
        });
  }

  /** Returns the ids of a user's groups. */
  public Set<String> groupsOf(String tenantId, String userId) {
    return unit.read(
        em ->
            new LinkedHashSet<>(
                NativeQueryFactory.listStrings(
                    NativeQueryFactory.createQuery(
                        em,
                        "select group_id from directory_membership"
                            + " where tenant_id = ? and user_id = ?",
                        tenantId,
                        userId))));
  }

  /** Returns the group ids of many users in one query. Users without groups are omitted. */
  Map<String, List<String>> groupsOf(String tenantId, Collection<String> userIds) {
    if (userIds.isEmpty()) {
      return Map.of();
    }
    return unit.read(
        em -> {
          var groups = new HashMap<String, List<String>>();
          var query =
              NativeQueryFactory.createQuery(
                  em,
                  "select user_id, group_id from directory_membership"
                      + " where tenant_id = ? and user_id in (?)",
                  tenantId,
                  userIds);
          for (Object each : query.getResultList()) {
            var row = (Object[]) each;
            groups.computeIfAbsent((String) row[0], id -> new ArrayList<>()).add((String) row[1]);
          }
          return groups;
        });
  }

  /** Returns the ids of a group's users. */
  Set<String> usersOf(String tenantId, String groupId) {
    return unit.read(
        em ->
            new LinkedHashSet<>(
                NativeQueryFactory.listStrings(
                    NativeQueryFactory.createQuery(
                        em,
                        "select user_id from directory_membership"
                            + " where tenant_id = ? and group_id = ?",
                        tenantId,
                        groupId))));
  }

  /** Returns the number of users by group. Groups without users are omitted. */
  Map<String, Long> count(String tenantId, Collection<String> groupIds) {
    if (groupIds.isEmpty()) {
      return Map.of();
    }
    return unit.read(
        em -> {
          var counts = new HashMap<String, Long>();
          var query =
              NativeQueryFactory.createQuery(
                  em,
                  "select group_id, count(*) from directory_membership"
                      + " where tenant_id = ? and group_id in (?) group by group_id",
                  tenantId,
                  groupIds);
          for (Object each : query.getResultList()) {
            var row = (Object[]) each;
            counts.put((String) row[0], ((Number) row[1]).longValue());
          }
          return counts;
        });
  }

  /**
   * Retries if a membership was added concurrently; the retry finds it. Rows are locked in a fixed
   * order. Transactions that still deadlock run one after the other.
   */
  private void again(Consumer<EntityManager> work) {
    try {
      unit.run(work);
    } catch (DuplicateKeyException | StaleDataException e) {
      unit.run(work);
    }
  }

  private static void unlink(EntityManager em, String tenantId, String groupId, String userId) {
    NativeQueryFactory.createQuery(
            em,
            "delete from directory_membership"
                + " where tenant_id = ? and group_id = ? and user_id = ?",
            tenantId,
            groupId,
            userId)
        .executeUpdate();
  }

  private static void link(EntityManager em, String tenantId, String groupId, String userId) {
    NativeQueryFactory.createQuery(
            em,
            "insert into directory_membership (tenant_id, group_id, user_id, since)"
                + " select g.tenant_id, g.id, u.id, ? from directory_group g, directory_user u"
                + " where g.tenant_id = ? and g.id = ? and u.tenant_id = g.tenant_id and u.id = ?"
                + " and not exists (select 1 from directory_membership m"
                + " where m.tenant_id = g.tenant_id and m.group_id = g.id and m.user_id = u.id)",
            EpochMicrosConverter.toMicros(Instant.now()),
            tenantId,
            groupId,
            userId)
        .executeUpdate();
  }
}
