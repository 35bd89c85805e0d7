/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.persistence.EntityManager;
import org.lumoauth.api.event.OutboxEvents;
import org.osgi.annotation.versioning.ProviderType;

/**
 * An open persistence unit. A bundle that accesses its tables only by SQL gets its own unit as the
 * service of this type: {@code @Reference PersistenceUnit unit}. Its changelog is the only file
 * {@code db/*.xml} of the bundle; the platform opens the unit for the first component of the bundle
 * and closes it after the last one, so components do not close it. A bundle with entities opens its
 * unit by {@link PersistenceUnitFactory}.
 *
 * <p>Entities never leave the function that reads them. A call within another call of the same unit
 * on the same thread joins its transaction.
 */
@ProviderType
public interface PersistenceUnit extends AutoCloseable {

  /** The maximum number of rows that {@link #deleteInBatches} deletes in one transaction. */
  int PURGED_AT_ONCE = 1_000;

  /** The maximum number of attempts of {@link #retryingTransaction}. */
  int TRIES = 5;

  /** Runs a read. Changes to entities are not written. */
  <T> T read(Function<EntityManager, T> work);

  /**
   * Runs reads and writes in one transaction. Any exception rolls it back.
   *
   * @throws DuplicateKeyException if a unique key is already in use
   * @throws StaleDataException if a versioned row was changed concurrently
   */
  <T> T write(Function<EntityManager, T> work);

  /** Runs reads and writes in one transaction, without a result. */
  default void run(Consumer<EntityManager> work) {
    write(
        em -> {
          work.accept(em);
          return null;
        });
  }

  /**
   * Stores outbox events in the transaction that {@link #write} has open on this thread.
   *
   * @throws IllegalStateException if there is none
   */
  void announce(OutboxEvents announcement);

  /** Runs work on a plain connection in its own transaction, for atomic or bulk statements. */
  <T> T jdbc(SqlFunction<T> work);

  /**
   * Runs work as {@link #jdbc} and retries from the beginning after a conflict: a key was inserted
   * concurrently, or the database chose this transaction as the deadlock victim. For work that
   * reads and locks rows first and then writes accordingly: a missing row cannot be locked, and the
   * retry finds the row that the other transaction inserted.
   *
   * @throws DuplicateKeyException if a unique key is in use at every attempt
   * @throws StaleDataException if a conflict occurs at every attempt
   */
  default <T> T retryingTransaction(SqlFunction<T> work) {
    for (int attempt = 1; attempt < TRIES; attempt++) {
      try {
        return jdbc(work);
      } catch (DuplicateKeyException | StaleDataException e) {
        continue; // the transaction had no effect
      }
    }
    return jdbc(work);
  }

  /**
   * Runs work on a plain connection in auto-commit mode, which saves the round trip of a commit.
   * For reads, and for changes that each decide by their own conditions. Use {@link #jdbc} for
   * changes that must happen together.
   */
  <T> T autoCommit(SqlFunction<T> work);

  /**
   * Runs one statement and returns the number of affected rows.
   *
   * @param sql the statement, with question marks for its values
   * @throws DuplicateKeyException if a unique key is already in use
   */
  default int update(String sql, Object... values) {
    return autoCommit(connection -> SqlStatementRunner.update(connection, sql, values));
  }

  /**
   * Runs one statement and, if it affected a row, stores the events in the same transaction. The
   * caller publishes them afterwards.
   *
   * @return the number of affected rows
   * @throws DuplicateKeyException if a unique key is already in use
   */
  default int update(OutboxEvents events, String sql, Object... values) {
    return jdbc(
        connection -> {
          int changed = SqlStatementRunner.update(connection, sql, values);
          if (changed > 0) {
            events.write(connection);
          }
          return changed;
        });
  }

  /** Returns the mapped rows of a query in their order. */
  default <T> List<T> list(
      SqlStatementRunner.SqlRowReader<T> reader, String sql, Object... values) {
    return autoCommit(connection -> SqlStatementRunner.list(connection, reader, sql, values));
  }

  /** Returns the first mapped row of a query, if any. */
  default <T> Optional<T> first(
      SqlStatementRunner.SqlRowReader<T> reader, String sql, Object... values) {
    return autoCommit(connection -> SqlStatementRunner.first(connection, reader, sql, values));
  }

  /** Returns the number that a query such as {@code select count(*)} finds. */
  default long count(String sql, Object... values) {
    return first(row -> row.getLong(1), sql, values).orElse(0L);
  }

  /**
   * Runs work as {@link #autoCommit}, with priority over its callers: for a writer that many
   * callers wait for. Waits at most a second for locks. Only one caller of a bundle at a time.
   */
  default <T> T urgentAutoCommit(SqlFunction<T> work) {
    return autoCommit(work);
  }

  /** Runs several statements in one transaction, with the same priority. */
  default <T> T urgentTransaction(SqlFunction<T> work) {
    return jdbc(work);
  }

  /**
   * Runs one change together with those of concurrent callers in a single commit, so that cost per
   * change falls with load. For changes that each decide by their own conditions, such as an insert
   * or update of one row. Not allowed while a transaction is open on this thread, because others
   * may wait for its locks.
   *
   * @param sql the statement, with question marks for its values
   * @return the number of affected rows
   * @throws DuplicateKeyException if a unique key is already in use
   */
  int groupCommit(String sql, Object... values);

  /**
   * Starts a change as {@link #groupCommit} and returns immediately. It is committed with the next
   * awaited changes, at the latest when its own result is requested, so that a caller with several
   * changes waits once. This is not a transaction: each change may be committed without the others
   * and in any order. The caller must request the result on the same thread before it reports the
   * change, in every case; until then the unit does not close.
   *
   * @throws IllegalStateException while a transaction of this unit is open on this thread
   */
  default PendingUpdate beginGroupCommit(String sql, Object... values) {
    return () -> groupCommit(sql, values);
  }

  /** A change in progress. */
  interface PendingUpdate {

    /**
     * Waits for the commit.
     *
     * @return the number of affected rows
     * @throws DuplicateKeyException if a unique key is already in use
     * @throws StaleDataException if the database chose it as the victim of a conflict
     * @throws IllegalStateException while a transaction of the unit is open on this thread, because
     *     others may wait for its locks
     */
    int rows();
  }

  /**
   * Counts a row about to be added, in memory; the database counts occasionally. Not for a row that
   * replaces another.
   *
   * @throws org.lumoauth.api.web.ApiException 409 {@code quota_exceeded} if the tenant has reached
   *     its quota
   */
  default void requireWithinQuota(RowQuota quota, String tenantId) {
    // no quotas by default
  }

  /**
   * Deletes any number of rows in batches, each in its own transaction. Locks are short, and the
   * rows of completed batches remain deleted after an interruption. Not allowed while a transaction
   * is open on this thread.
   *
   * @param delete a DELETE of one table without a limit, with question marks for its values; its
   *     condition must not depend on rows it has deleted
   * @return the number of deleted rows
   */
  default int deleteInBatches(String delete, Object... values) {
    String some = delete + " limit " + PURGED_AT_ONCE;
    int deleted = 0;
    int last;
    do {
      last = autoCommit(connection -> SqlStatementRunner.update(connection, some, values));
      deleted += last;
    } while (last == PURGED_AT_ONCE);
    return deleted;
  }

  /** Rejects new work and closes when the work in flight is done. Returns immediately. */
  @Override
  void close();

  /** Work on a connection. */
  @FunctionalInterface
  interface SqlFunction<T> {
    T apply(Connection connection) throws SQLException;
  }
}
