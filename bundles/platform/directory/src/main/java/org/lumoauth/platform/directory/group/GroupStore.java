/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.group;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import javax.persistence.EntityManager;
import javax.persistence.LockModeType;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.Page;
import org.lumoauth.api.web.PageRequest;
import org.lumoauth.platform.directory.VersionPreconditionValidator;
import org.lumoauth.platform.directory.entity.DirectoryRowKey;
import org.lumoauth.platform.directory.entity.GroupRow;
import org.lumoauth.platform.persistence.EpochMicrosConverter;
import org.lumoauth.platform.persistence.PersistenceUnit;

/** Stores groups. */
public final class GroupStore {
  static final String ID_PREFIX = "grp_";

  private static final Map<String, String> SORT_KEYS =
      Map.of("name", "displayName", "slug", "slug", "createdAt", "createdAt");

  private final PersistenceUnit unit;

  public GroupStore(PersistenceUnit unit) {
    this.unit = unit;
  }

  /** Adds a group. */
  void insert(String tenantId, UserGroup group) {
    unit.run(
        em -> {
          var row = new GroupRow(new DirectoryRowKey(tenantId, group.id()));
          row.createdAt(EpochMicrosConverter.toMicros(group.createdAt()));
          write(row, group);
          em.persist(row);
        });
  }

  /** Returns the group with this id or slug. */
  Optional<UserGroup> find(String tenantId, String idOrSlug) {
    return unit.read(em -> row(em, tenantId, idOrSlug).map(GroupStore::group));
  }

  /** Returns the existing groups among these ids. */
  List<UserGroup> findAll(String tenantId, Collection<String> ids) {
    if (ids.isEmpty()) {
      return List.of();
    }
    return unit.read(
        em ->
            em
                .createQuery(
                    "select g from GroupRow g where g.key.tenantId = :tenant and g.key.id in :ids"
                        + " order by g.slug",
                    GroupRow.class)
                .setParameter("tenant", tenantId)
                .setParameter("ids", List.copyOf(ids))
                .getResultList()
                .stream()
                .map(GroupStore::group)
                .toList());
  }

  /** Returns one page of groups. */
  Page<UserGroup> list(String tenantId, PageRequest page) {
    var key = page.sortBy().orElse("name");
    if (!SORT_KEYS.containsKey(key)) {
      throw ApiException.invalid("sortBy", "`sortBy` must be name, slug or createdAt.");
    }
    var from =
        " from GroupRow g where g.key.tenantId = :tenant"
            + (page.search().isPresent()
                ? " and (lower(g.displayName) like :text escape '!'"
                    + " or lower(g.slug) like :text escape '!')"
                : "");
    var order =
        " order by g." + SORT_KEYS.get(key) + (page.descending() ? " desc" : "") + ", g.key.id";
    return unit.read(
        em -> {
          var total = em.createQuery("select count(g.slug)" + from, Long.class);
          var rows = em.createQuery("select g" + from + order, GroupRow.class);
          for (var query : List.of(total, rows)) {
            query.setParameter("tenant", tenantId);
            page.search().ifPresent(text -> query.setParameter("text", pattern(text)));
          }
          rows.setFirstResult(Math.toIntExact(Math.min(page.offset(), Integer.MAX_VALUE)));
          rows.setMaxResults(page.limit());
          var items = rows.getResultList().stream().map(GroupStore::group).toList();
          return new Page<>(items, total.getSingleResult(), page);
        });
  }

  /** A group before and after a change. */
  record GroupUpdate(UserGroup before, UserGroup after) {}

  /**
   * Changes a group.
   *
   * @return the change; empty if the group does not exist
   * @throws ApiException 412 {@code precondition_failed} if the version differs
   */
  Optional<GroupUpdate> update(
      String tenantId, String id, OptionalLong version, UnaryOperator<UserGroup> change) {
    return unit.write(
        em ->
            locked(em, tenantId, id)
                .map(
                    row -> {
                      VersionPreconditionValidator.requireMatch(version, row.versionNo());
                      var before = group(row);
                      write(row, change.apply(before));
                      em.flush(); // the response contains the version after this change
                      return new GroupUpdate(before, group(row));
                    }));
  }

  /** Deletes a group with its memberships and nestings. */
  void delete(String tenantId, String id, OptionalLong version) {
    unit.run(
        em -> {
          locked(em, tenantId, id)
              .ifPresent(
                  row -> {
                    VersionPreconditionValidator.requireMatch(version, row.versionNo());
                    em.remove(row);
                  });
          for (String links :
              List.of(
                  "directory_membership where tenant_id = ? and group_id = ?",
                  "directory_nesting where tenant_id = ? and parent_id = ?",
                  "directory_nesting where tenant_id = ? and child_id = ?")) {
            em.createNativeQuery("delete from " + links)
                .setParameter(1, tenantId)
                .setParameter(2, id)
                .executeUpdate();
          }
        });
  }

  private static Optional<GroupRow> row(EntityManager em, String tenantId, String idOrSlug) {
    if (idOrSlug.startsWith(ID_PREFIX)) {
      return Optional.ofNullable(em.find(GroupRow.class, new DirectoryRowKey(tenantId, idOrSlug)));
    }
    return em
        .createQuery(
            "select g from GroupRow g where g.key.tenantId = :tenant and g.slug = :slug",
            GroupRow.class)
        .setParameter("tenant", tenantId)
        .setParameter("slug", idOrSlug)
        .getResultList()
        .stream()
        .findFirst();
  }

  /** Locks the row, so that concurrent changes are serialized. */
  private static Optional<GroupRow> locked(EntityManager em, String tenantId, String id) {
    return Optional.ofNullable(
        em.find(GroupRow.class, new DirectoryRowKey(tenantId, id), LockModeType.PESSIMISTIC_WRITE));
  }

  private static void write(GroupRow row, UserGroup group) {
    row.slug(group.slug());
    row.displayName(group.name());
    row.description(group.description().orElse(null));
    row.updatedAt(EpochMicrosConverter.toMicros(Instant.now()));
  }

  private static UserGroup group(GroupRow row) {
    return new UserGroup(
        row.id(),
        row.slug(),
        row.displayName(),
        Optional.ofNullable(row.description()),
        EpochMicrosConverter.toInstant(row.createdAt()),
        EpochMicrosConverter.toInstant(row.updatedAt()),
        row.versionNo());
  }

  private static String pattern(String search) {
    var text = search.toLowerCase(Locale.ROOT);
    return "%" + text.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
  }
}
