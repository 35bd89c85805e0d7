package org.lumoauth.platform.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.persistence.EntityManager;
import org.lumoauth.api.event.OutboxEvents;
import org.osgi.annotation.versioning.ProviderType;

/**
 * An open persistence unit. Entities never leave the function that reads them. A call inside
 * another call of the same unit on the same thread joins its transaction.
 */
@ProviderType
public interface PersistenceUnit extends AutoCloseable {

  /** How many rows {@link #deleteInBatches} deletes in one transaction, at most. */
  int PURGED_AT_ONCE = 1_000;

  /** How often {@link #retryingTransaction} does its work at most. */
  int TRIES = 5;

  /** Reads. Changes to entities are not written. */
  <T> T read(Function<EntityManager, T> work);

  /**
   * Reads and writes in one transaction; whatever is thrown rolls it back.
   *
   * @throws DuplicateKeyException if a unique key is taken
   * @throws StaleDataException if a versioned row was changed by somebody else
   */
  <T> T write(Function<EntityManager, T> work);

  /** The same without a result. */
  default void run(Consumer<EntityManager> work) {
    write(
        em -> {
          work.accept(em);
          return null;
        });
  }

  /**
   * Writes down what is to be told of a change in the transaction that {@link #write} has open on
   * this thread.
   *
   * @throws IllegalStateException if there is none
   */
  void announce(OutboxEvents announcement);

  /**
   * Works on a plain connection in one transaction of its own, for statements that must be atomic
   * or in bulk.
   */
  <T> T jdbc(SqlFunction<T> work);

  /**
   * Works as {@link #jdbc} does, and from the beginning again where another came between: where a
   * key was taken that was free when the work looked, or the database gave this one up for the
   * other. For what looks first, at rows that it locks, and writes by what it found: a row that is
   * not there is not locked, and the next time it finds the one that the other made.
   *
   * @throws DuplicateKeyException if a unique key is taken each time
   * @throws StaleDataException if others get ahead each time
   */
  default <T> T retryingTransaction(SqlFunction<T> work) {
    for (int attempt = 1; attempt < TRIES; attempt++) {
      try {
        return jdbc(work);
      } catch (DuplicateKeyException | StaleDataException e) {
        continue; // nothing of it happened
      }
    }
    return jdbc(work);
  }

  /**
   * Works on a plain connection on which each statement is a transaction of its own: nothing has to
   * be sent to end it. For reads, and for changes that each decide by their own conditions; what
   * must happen together is {@link #jdbc}'s.
   */
  <T> T autoCommit(SqlFunction<T> work);

  /**
   * Works on a connection as {@link #autoCommit} does, ahead of all who want one of those: for a
   * writer that many callers wait for. It waits for locks but a second. One caller of a bundle at a
   * time.
   */
  default <T> T urgentAutoCommit(SqlFunction<T> work) {
    return autoCommit(work);
  }

  /** The same for what takes several statements, in one transaction. */
  default <T> T urgentTransaction(SqlFunction<T> work) {
    return jdbc(work);
  }

  /**
   * Carries out one change, together with those of others that wait at the same time: there is one
   * commit for all of them, so that the more there are, the less each costs. For changes that each
   * decide by their own conditions, as an insertion or an update of one row. Not while a
   * transaction is open on this thread: others may wait for what it has locked.
   *
   * @param sql the statement, with question marks for its values
   * @return how many rows it was of
   * @throws DuplicateKeyException if a unique key is taken
   */
  int groupCommit(String sql, Object... values);

  /**
   * Begins what {@link #groupCommit} carries out, and returns at once: it is committed with the
   * next changes that anybody waits for, at the latest when its own end is asked for. So what a
   * caller changes in several places costs it one wait. It is no transaction: of what was begun one
   * may be there without the other, and in any order. Whoever begins a change asks for its end, on
   * the same thread, before anybody is told of it and whatever comes in between; until then the
   * unit does not close.
   *
   * @throws IllegalStateException while a transaction of this unit is open on this thread
   */
  default PendingUpdate beginGroupCommit(String sql, Object... values) {
    return () -> groupCommit(sql, values);
  }

  /** A change that was begun. */
  interface PendingUpdate {

    /**
     * Waits until it is committed.
     *
     * @return how many rows it was of
     * @throws DuplicateKeyException if a unique key is taken
     * @throws StaleDataException if the database gave it up in favour of another
     * @throws IllegalStateException while a transaction of the unit is open on this thread: others
     *     may wait for what it has locked
     */
    int rows();
  }

  /**
   * Counts a row that is about to be added, in memory: the database counts now and then. Not for a
   * row that replaces another.
   *
   * @throws org.lumoauth.api.web.ApiException 409 {@code quota_exceeded} if the tenant has as many
   *     rows as it can have
   */
  default void requireWithinQuota(RowQuota quota, String tenantId) {
    // a unit without quotas
  }

  /**
   * Deletes however many rows, so many at a time and each time in a transaction of its own: no lock
   * is held long, and what is deleted stays deleted if it ends in the middle. Not while a
   * transaction is open on this thread.
   *
   * @param delete a DELETE of one table without a limit, with question marks for its values; what
   *     it chooses must not depend on rows that it has deleted
   * @return how many rows were deleted
   */
  default int deleteInBatches(String delete, Object... values) {
    String some = delete + " limit " + PURGED_AT_ONCE;
    int deleted = 0;
    int last;
    do {
      last = autoCommit(connection -> SqlStatements.update(connection, some, values));
      deleted += last;
    } while (last == PURGED_AT_ONCE);
    return deleted;
  }

  /** Takes no new work and closes once the work in flight is done. Returns at once. */
  @Override
  void close();

  /** Work on a connection. */
  @FunctionalInterface
  interface SqlFunction<T> {
    T apply(Connection connection) throws SQLException;
  }
}
