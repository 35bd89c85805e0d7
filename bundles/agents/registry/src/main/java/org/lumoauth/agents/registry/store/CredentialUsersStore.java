/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.persistence.EntityManager;
import org.lumoauth.api.authn.CredentialUsers;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.persistence.DuplicateKeyException;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.SqlStatementRunner;
import org.lumoauth.platform.persistence.StaleDataException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Stores which users can authenticate with a credential, in the table {@code agent_credential}. The
 * key is the id of the agent or blueprint that the credential authenticates, and the id of the
 * credential.
 */
@Component(service = CredentialUsersStore.class)
public final class CredentialUsersStore {

  private static final int ATTEMPTS = 30;

  /** No further attempts start after this time, because each may already have waited for a lock. */
  private static final Duration LONGEST = Duration.ofSeconds(5);

  private static final String COLUMNS =
      "select credential_id, set_by, version_no from agent_credential";
  private static final String ONE = " where tenant_id = ? and holder_id = ? and credential_id = ?";

  private record CredentialUsersRow(String credentialId, CredentialUsers setBy, int version) {}

  private final PersistenceUnit unit;

  @Activate
  public CredentialUsersStore(@Reference AgentRegistryPersistenceUnit registry) {
    this.unit = registry.unit();
  }

  /** Returns the provenance of a credential; without users if none is stored. */
  public CredentialUsers of(String tenantId, String holderId, String credentialId) {
    return unit.autoCommit(connection -> find(connection, tenantId, holderId, credentialId))
        .map(CredentialUsersRow::setBy)
        .orElse(CredentialUsers.NOBODY);
  }

  /**
   * Returns the ids of the users that can authenticate with a credential of any of these agents and
   * blueprints, except the credential with the given id.
   */
  public Set<String> findByHolders(
      String tenantId, Set<String> holderIds, String except, Instant now) {
    if (holderIds.isEmpty()) {
      return Set.of();
    }
    String sql =
        "select set_by from agent_credential where tenant_id = ? and credential_id <> ?"
            + " and holder_id in ("
            + String.join(", ", Collections.nCopies(holderIds.size(), "?"))
            + ")";
    Object[] values = Stream.concat(Stream.of(tenantId, except), holderIds.stream()).toArray();
    return unit
        .autoCommit(
            connection ->
                SqlStatementRunner.list(
                    connection, row -> CredentialUsers.parse(row.getString(1)), sql, values))
        .stream()
        .flatMap(setBy -> setBy.settersAt(now).stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Changes the provenance of a credential.
   *
   * @param tidy whether to delete the expired credentials of the agent or blueprint that no longer
   *     count for any user
   * @throws ApiException 409 {@code conflict} if concurrent changes persist, or a row is locked for
   *     too long
   */
  public void change(
      String tenantId,
      String holderId,
      String credentialId,
      boolean tidy,
      UnaryOperator<CredentialUsers> change) {
    long began = System.nanoTime();
    for (int attempt = 0;
        attempt < ATTEMPTS && System.nanoTime() - began < LONGEST.toNanos();
        attempt++) {
      try {
        if (unit.jdbc(
            connection -> {
              boolean changed = changed(connection, tenantId, holderId, credentialId, change);
              if (changed && tidy) {
                forgetEnded(connection, tenantId, holderId);
              }
              return changed;
            })) {
          return;
        }
      } catch (DuplicateKeyException | StaleDataException e) {
        continue; // a concurrent change was first, or the row is locked
      }
    }
    throw new ApiException(
        409, "conflict", "The credential is being changed by other requests. Try again.");
  }

  /** Deletes the provenance of a credential. */
  public void remove(String tenantId, String holderId, String credentialId) {
    unit.autoCommit(
        connection ->
            SqlStatementRunner.update(
                connection,
                "delete from agent_credential" + ONE,
                tenantId,
                holderId,
                credentialId));
  }

  /** Deletes all credentials of a deleted agent or blueprint. Its id is never reused. */
  public static void deleteByHolder(EntityManager em, String tenantId, String holderId) {
    em.createNativeQuery("DELETE FROM agent_credential WHERE tenant_id = ?1 AND holder_id = ?2")
        .setParameter(1, tenantId)
        .setParameter(2, holderId)
        .executeUpdate();
  }

  /** Whether the change was written, without a concurrent change in between. */
  private static boolean changed(
      Connection connection,
      String tenantId,
      String holderId,
      String credentialId,
      UnaryOperator<CredentialUsers> change)
      throws SQLException {
    Optional<CredentialUsersRow> found = find(connection, tenantId, holderId, credentialId);
    CredentialUsers before = found.map(CredentialUsersRow::setBy).orElse(CredentialUsers.NOBODY);
    CredentialUsers after = change.apply(before);
    if (after.equals(before)) {
      return true;
    }
    if (found.isEmpty()) {
      return SqlStatementRunner.update(
              connection,
              "insert into agent_credential"
                  + " (tenant_id, holder_id, credential_id, set_by, version_no)"
                  + " values (?, ?, ?, ?, ?)",
              tenantId,
              holderId,
              credentialId,
              after.serialize(),
              firstVersion())
          == 1;
    }
    return SqlStatementRunner.update(
            connection,
            "update agent_credential set set_by = ?, version_no = version_no + 1"
                + ONE
                + " and version_no = ?",
            after.serialize(),
            tenantId,
            holderId,
            credentialId,
            found.get().version())
        == 1;
  }

  /**
   * A different start version each time, so that a reader of a deleted row cannot change its
   * successor.
   */
  private static int firstVersion() {
    return ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE / 2);
  }

  private static void forgetEnded(Connection connection, String tenantId, String holderId)
      throws SQLException {
    var now = Instant.now();
    for (CredentialUsersRow row :
        SqlStatementRunner.list(
            connection,
            CredentialUsersStore::row,
            COLUMNS + " where tenant_id = ? and holder_id = ?",
            tenantId,
            holderId)) {
      if (row.setBy().settersAt(now).isEmpty()) {
        SqlStatementRunner.update(
            connection,
            "delete from agent_credential" + ONE + " and version_no = ?",
            tenantId,
            holderId,
            row.credentialId(),
            row.version());
      }
    }
  }

  private static CredentialUsersRow row(ResultSet row) throws SQLException {
    return new CredentialUsersRow(
        row.getString(1), CredentialUsers.parse(row.getString(2)), row.getInt(3));
  }

  private static Optional<CredentialUsersRow> find(
      Connection connection, String tenantId, String holderId, String credentialId)
      throws SQLException {
    return SqlStatementRunner.first(
        connection, CredentialUsersStore::row, COLUMNS + ONE, tenantId, holderId, credentialId);
  }
}
