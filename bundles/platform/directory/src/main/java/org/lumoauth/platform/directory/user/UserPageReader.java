/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.user;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.persistence.EntityManager;
import javax.persistence.TypedQuery;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.Page;
import org.lumoauth.api.web.PageRequest;
import org.lumoauth.platform.directory.entity.UserRow;
import org.lumoauth.platform.persistence.PersistenceUnit;

/** Queries pages of users that match a filter. */
final class UserPageReader {
  private static final Map<String, String> SORT_KEYS =
      Map.of(
          "email", "email",
          "username", "username",
          "name", "displayName",
          "createdAt", "createdAt",
          "updatedAt", "updatedAt",
          "lastLoginAt", "lastLoginAt");

  private static final String FROM = " from UserRow u where ";
  private static final String OF_TENANT = "u.key.tenantId = :tenant";

  /**
   * The maximum size of a search result that is sorted separately: an ordered query reads users one
   * by one.
   */
  private static final int FEW = 500;

  private final PersistenceUnit unit;
  private final int few;

  UserPageReader(PersistenceUnit unit) {
    this(unit, FEW);
  }

  UserPageReader(PersistenceUnit unit, int few) {
    this.unit = unit;
    this.few = few;
  }

  /**
   * Returns one page.
   *
   * @throws ApiException 422 for an unsupported sort key
   */
  Page<UserAccount> list(String tenantId, UserFilter filter, PageRequest page) {
    if (filter.ids().isPresent() && filter.ids().get().isEmpty()) {
      return new Page<>(List.of(), 0, page);
    }
    var key = page.sortBy().orElse("createdAt");
    if (!SORT_KEYS.containsKey(key)) {
      throw ApiException.invalid("sortBy", "`sortBy` must be one of " + SORT_KEYS.keySet() + ".");
    }
    var where = new ArrayList<>(List.of(OF_TENANT));
    var values = new HashMap<String, Object>(Map.of("tenant", tenantId));
    conditions(filter, page, where, values);
    var from = FROM + String.join(" and ", where);
    var order =
        " order by u." + SORT_KEYS.get(key) + (page.descending() ? " desc" : "") + ", u.key.id";
    return unit.read(
        em -> {
          if (page.search().isPresent()) {
            var ids = query(em, "select u.key.id" + from, String.class, values);
            List<String> found = ids.setMaxResults(few + 1).getResultList();
            if (found.size() <= few) {
              return new Page<>(these(em, found, from, values, order, page), found.size(), page);
            }
          }
          var items = items(query(em, "select u" + from + order, UserRow.class, values), page);
          if (isLast(page, items.size())) {
            return new Page<>(items, page.offset() + items.size(), page);
          }
          var total = query(em, "select count(u.email)" + from, Long.class, values);
          return new Page<>(items, total.getSingleResult(), page);
        });
  }

  /**
   * Reads the users with these ids that still match, because a user may have changed since the ids
   * were read.
   */
  private static List<UserAccount> these(
      EntityManager em,
      List<String> ids,
      String from,
      Map<String, Object> values,
      String order,
      PageRequest page) {
    if (ids.isEmpty()) {
      return List.of();
    }
    var rows =
        query(em, "select u" + from + " and u.key.id in :these" + order, UserRow.class, values);
    return items(rows.setParameter("these", ids), page);
  }

  private static List<UserAccount> items(TypedQuery<UserRow> rows, PageRequest page) {
    rows.setFirstResult(Math.toIntExact(Math.min(page.offset(), Integer.MAX_VALUE)));
    rows.setMaxResults(page.limit());
    return rows.getResultList().stream().map(UserRowMapper::account).toList();
  }

  /** Returns whether a page of this size reveals the total count. */
  private static boolean isLast(PageRequest page, int found) {
    return found < page.limit() && (found > 0 || page.offset() == 0);
  }

  private static void conditions(
      UserFilter filter, PageRequest page, List<String> where, Map<String, Object> values) {
    page.search()
        .ifPresent(
            text -> {
              where.add(
                  "(lower(u.email) like :text escape '!' or lower(u.displayName) like :text"
                      + " escape '!' or lower(u.username) like :text escape '!')");
              values.put("text", pattern(text));
            });
    filter
        .ids()
        .ifPresent(
            ids -> {
              where.add("u.key.id in :ids");
              values.put("ids", List.copyOf(ids));
            });
    filter
        .group()
        .ifPresent(
            group -> {
              where.add(
                  "exists (select m.since from MembershipRow m where m.key.tenantId = :tenant"
                      + " and m.key.groupId = :group and m.key.userId = u.key.id)");
              values.put("group", group);
            });
    filter
        .blocked()
        .ifPresent(blocked -> where.add("u.blockedAt is " + (blocked ? "not null" : "null")));
    filter
        .active()
        .ifPresent(
            active -> {
              where.add("u.active = :active");
              values.put("active", active);
            });
  }

  private static <T> TypedQuery<T> query(
      EntityManager em, String text, Class<T> type, Map<String, Object> values) {
    TypedQuery<T> query = em.createQuery(text, type);
    values.forEach(query::setParameter);
    return query;
  }

  private static String pattern(String search) {
    var text = search.toLowerCase(Locale.ROOT);
    return "%" + text.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
  }
}
