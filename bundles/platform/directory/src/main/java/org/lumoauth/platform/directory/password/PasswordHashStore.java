/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.password;

import java.time.Instant;
import java.util.Optional;
import javax.persistence.EntityManager;
import org.lumoauth.api.event.OutboxEvents;
import org.lumoauth.platform.persistence.DuplicateKeyException;
import org.lumoauth.platform.persistence.EpochMicrosConverter;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.StaleDataException;

/** Stores the password hashes of users. */
public final class PasswordHashStore {

  private final PersistenceUnit unit;

  public PasswordHashStore(PersistenceUnit unit) {
    this.unit = unit;
  }

  /** Replaces the hash of a user's password and stores the outbox events. */
  public void replace(String tenantId, String id, String hash, OutboxEvents changed) {
    try {
      put(tenantId, id, hash, changed);
    } catch (DuplicateKeyException
        | StaleDataException e) { // a concurrent request set the first password; this one is later
      put(tenantId, id, hash, changed);
    }
  }

  private void put(String tenantId, String id, String hash, OutboxEvents changed) {
    unit.run(
        em -> {
          em.createNativeQuery("delete from directory_password where tenant_id = ? and user_id = ?")
              .setParameter(1, tenantId)
              .setParameter(2, id)
              .executeUpdate();
          insert(em, tenantId, id, hash);
          unit.announce(changed);
        });
  }

  /**
   * Replaces a hash with a stronger hash of the same password, unless a concurrent request changed
   * it.
   */
  void renew(String tenantId, String id, String was, String is) {
    unit.run(
        em ->
            em.createNativeQuery(
                    "update directory_password set password_hash = ?"
                        + " where tenant_id = ? and user_id = ? and password_hash = ?")
                .setParameter(1, is)
                .setParameter(2, tenantId)
                .setParameter(3, id)
                .setParameter(4, was)
                .executeUpdate());
  }

  /** Returns the hash of the user's password. */
  public Optional<String> find(String tenantId, String id) {
    return unit.autoCommit(
        connection -> {
          try (var statement =
              connection.prepareStatement(
                  "select password_hash from directory_password"
                      + " where tenant_id = ? and user_id = ?")) {
            statement.setString(1, tenantId);
            statement.setString(2, id);
            try (var rows = statement.executeQuery()) {
              return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
            }
          }
        });
  }

  /** Adds the hash of a new user, in the transaction that creates the user. */
  public static void insert(EntityManager em, String tenantId, String id, String hash) {
    em.createNativeQuery(
            "insert into directory_password (tenant_id, user_id, password_hash, changed_at)"
                + " values (?, ?, ?, ?)")
        .setParameter(1, tenantId)
        .setParameter(2, id)
        .setParameter(3, hash)
        .setParameter(4, EpochMicrosConverter.toMicros(Instant.now()))
        .executeUpdate();
  }
}
