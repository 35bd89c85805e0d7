/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence;

import javax.persistence.EntityManager;
import javax.persistence.Query;

/**
 * Ids of deleted objects, which must never be reused. They are stored in a table of the owning
 * bundle with {@code tenant_id} and an id column as its primary key. All operations run in the
 * caller's transaction.
 *
 * <p>Insert the row of a new object before checking its id: a concurrent deletion of the same id
 * that commits is then visible, and a later deletion waits for the row.
 *
 * @param table the name of the table
 * @param column the name of the id column
 */
public record RetiredIdTable(String table, String column) {

  /** Returns whether the id belonged to a deleted object. */
  public boolean contains(EntityManager em, String tenantId, String id) {
    return !at(
            em,
            "select %s from %s where tenant_id = ?1 and %s = ?2".formatted(column, table, column),
            tenantId,
            id)
        .getResultList()
        .isEmpty();
  }

  /** Adds the id of a row that the transaction has locked or deleted. */
  public void add(EntityManager em, String tenantId, String id) {
    if (!contains(em, tenantId, id)) {
      at(
              em,
              "insert into %s (tenant_id, %s) values (?1, ?2)".formatted(table, column),
              tenantId,
              id)
          .executeUpdate();
    }
  }

  /** Deletes the ids of an erased tenant. */
  public void erase(EntityManager em, String tenantId) {
    at(em, "delete from " + table + " where tenant_id = ?1", tenantId).executeUpdate();
  }

  private static Query at(EntityManager em, String sql, String... values) {
    var query = em.createNativeQuery(sql);
    for (int i = 0; i < values.length; i++) {
      query.setParameter(i + 1, values[i]);
    }
    return query;
  }
}
