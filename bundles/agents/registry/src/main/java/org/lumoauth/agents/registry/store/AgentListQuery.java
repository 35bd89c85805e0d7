/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry.store;

import java.util.Locale;
import java.util.Map;
import javax.persistence.Query;
import org.lumoauth.agents.registry.entity.AgentRow;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.Page;
import org.lumoauth.api.web.PageRequest;
import org.lumoauth.platform.persistence.PersistenceUnit;

/** Reads pages of agents that match a filter. */
final class AgentListQuery {

  private static final Map<String, String> SORTABLE =
      Map.of("name", "a.name", "createdAt", "a.createdMicros", "updatedAt", "a.updatedMicros");
  private static final String MATCHES =
      " AND (LOWER(a.name) LIKE :part ESCAPE '!' OR a.key.id = :exact OR a.clientId = :exact)";

  private final PersistenceUnit unit;

  AgentListQuery(PersistenceUnit unit) {
    this.unit = unit;
  }

  /**
   * Returns one page.
   *
   * @throws ApiException 422 for an unsupported sort key
   */
  Page<StoredAgent> list(TenantContext tenant, AgentListFilter filter, PageRequest request) {
    var where =
        " FROM AgentRow a WHERE a.key.tenantId = :tenant"
            + request.search().map(s -> MATCHES).orElse("")
            + filter.status().map(s -> " AND a.status = :status").orElse("")
            + filter.type().map(t -> " AND a.type = :type").orElse("");
    var order = " ORDER BY " + sortColumn(request) + (request.descending() ? " DESC" : "");
    return unit.read(
        em -> {
          long total =
              filtered(
                      em.createQuery("SELECT COUNT(a)" + where, Long.class),
                      tenant,
                      filter,
                      request)
                  .getSingleResult();
          var rows =
              filtered(
                      em.createQuery("SELECT a" + where + order + ", a.key.id", AgentRow.class),
                      tenant,
                      filter,
                      request)
                  .setFirstResult(Math.toIntExact(Math.min(request.offset(), Integer.MAX_VALUE)))
                  .setMaxResults(request.limit())
                  .getResultList();
          return new Page<>(rows.stream().map(AgentRow::toStored).toList(), total, request);
        });
  }

  private static <Q extends Query> Q filtered(
      Q query, TenantContext tenant, AgentListFilter filter, PageRequest request) {
    query.setParameter("tenant", tenant.id());
    filter.status().ifPresent(status -> query.setParameter("status", status.wire()));
    filter.type().ifPresent(type -> query.setParameter("type", type));
    request
        .search()
        .ifPresent(
            text -> {
              query.setParameter("part", "%" + escaped(text.toLowerCase(Locale.ROOT)) + "%");
              query.setParameter("exact", text);
            });
    return query;
  }

  private static String escaped(String text) {
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
  }

  private static String sortColumn(PageRequest request) {
    var property = request.sortBy().orElse("createdAt");
    var column = SORTABLE.get(property);
    if (column == null) {
      throw ApiException.invalid("sortBy", "sortBy must be name, createdAt or updatedAt.");
    }
    return column;
  }
}
