package org.lumoauth.platform.persistence;

import javax.persistence.EntityManager;
import javax.persistence.Query;

/**
 * Ids of clients that are gone, which nobody gets again, in a table of the bundle that kept the
 * clients: {@code tenant_id} and {@code client_id}, together its key. Everything happens in the
 * caller's transaction.
 *
 * <p>A new client's row is written before it is asked for: a removal of the same id that ends
 * meanwhile is seen then, and one that begins later waits for the row.
 *
 * @param table its name
 */
public record GoneClientIds(String table) {

  /** Whether somebody had this id and is gone. */
  public boolean has(EntityManager em, String tenantId, String clientId) {
    return !at(
            em,
            "select client_id from " + table + " where tenant_id = ?1 and client_id = ?2",
            tenantId,
            clientId)
        .getResultList()
        .isEmpty();
  }

  /** Keeps the id of a client whose row the transaction has locked or removed. */
  public void keep(EntityManager em, String tenantId, String clientId) {
    if (!has(em, tenantId, clientId)) {
      at(em, "insert into " + table + " (tenant_id, client_id) values (?1, ?2)", tenantId, clientId)
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
