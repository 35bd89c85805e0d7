/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac.store;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.persistence.EntityManager;
import javax.persistence.TypedQuery;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.Page;
import org.lumoauth.api.web.PageRequest;

/** Queries one page of a table with search, filters and an order by known properties. */
final class EntityPageQuery<E> {

  private final Class<E> entity;
  private final Map<String, String> sortable;
  private final StringBuilder where = new StringBuilder("r.key.tenantId = :tenant");
  private final Map<String, Object> parameters = new LinkedHashMap<>();

  /**
   * Creates a query.
   *
   * @param entity the entity class
   * @param tenantId the id of the tenant
   * @param sortable maps properties in requests to fields of the entity, the default first
   */
  EntityPageQuery(Class<E> entity, String tenantId, Map<String, String> sortable) {
    this.entity = entity;
    this.sortable = sortable;
    parameters.put("tenant", tenantId);
  }

  /** Restricts the result to rows with the text in one of the fields. */
  EntityPageQuery<E> search(Optional<String> text, List<String> fields) {
    if (text.isPresent()) {
      var part = text.get().toLowerCase(Locale.ROOT);
      parameters.put(
          "part", "%" + part.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%");
      var tests = fields.stream().map(f -> "LOWER(r." + f + ") LIKE :part ESCAPE '!'").toList();
      where.append(" AND (").append(String.join(" OR ", tests)).append(')');
    }
    return this;
  }

  /**
   * Restricts the result to rows in which the field equals the value. If the value is empty, the
   * result is not restricted.
   */
  EntityPageQuery<E> filter(String field, Optional<?> value) {
    if (value.isPresent()) {
      where.append(" AND r.").append(field).append(" = :").append(field);
      parameters.put(field, value.get());
    }
    return this;
  }

  Page<E> page(EntityManager em, PageRequest request) {
    var from = " FROM " + entity.getSimpleName() + " r WHERE " + where;
    var order = " ORDER BY r." + column(request) + (request.descending() ? " DESC" : "");
    long total = bound(em.createQuery("SELECT COUNT(r)" + from, Long.class)).getSingleResult();
    var rows =
        bound(em.createQuery("SELECT r" + from + order + ", r.key.id", entity))
            .setFirstResult((int) Math.min(request.offset(), Integer.MAX_VALUE))
            .setMaxResults(request.limit())
            .getResultList();
    return new Page<>(List.copyOf(rows), total, request);
  }

  private String column(PageRequest request) {
    Collection<String> known = sortable.keySet();
    var property = request.sortBy().orElseGet(() -> known.iterator().next());
    var column = sortable.get(property);
    if (column == null) {
      throw ApiException.invalid(
          "sortBy", "`sortBy` must be one of " + String.join(", ", known) + ".");
    }
    return column;
  }

  private <T> TypedQuery<T> bound(TypedQuery<T> query) {
    parameters.forEach(query::setParameter);
    return query;
  }
}
