package org.lumoauth.platform.persistence;

import javax.persistence.EntityManager;
import javax.persistence.Query;

/**
 * Ids of what is gone, which nothing gets again, in a table of the bundle that kept it: {@code
 * tenant_id} and a column of ids, together its key. Everything happens in the caller's transaction.
 *
 * <p>The row of what is new is written before its id is asked for: a removal of the same id that
 * ends meanwhile is seen then, and one that begins later waits for the row.
 *
 * @param table its name
 * @param column the column of the ids
 */
public record RetiredIds(String table, String column) {

  /** Whether something had this id and is gone. */
  public boolean contains(EntityManager em, String tenantId, String id) {
    return !at(
            em,
            "select %s from %s where tenant_id = ?1 and %s = ?2".formatted(column, table, column),
            tenantId,
            id)
        .getResultList()
        .isEmpty();
  }

  /** Keeps the id of what the transaction has locked or removed the row of. */
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

  /** Forgets those of a tenant that is erased. */
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
