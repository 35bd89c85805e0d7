/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence.unit;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;
import javax.persistence.OptimisticLockException;
import org.apache.openjpa.util.OpenJPAException;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.persistence.DuplicateKeyException;
import org.lumoauth.platform.persistence.StaleDataException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Translates failures of both databases to common exceptions. */
final class PersistenceExceptionTranslator {
  private static final Logger LOG = LoggerFactory.getLogger(PersistenceExceptionTranslator.class);

  private static final String SERIALIZATION_FAILURE = "40001"; // deadlock, Galera conflict
  private static final int MARIADB_DUPLICATE = 1062;
  private static final int MARIADB_LOCK_TIMEOUT = 1205;
  private static final int MARIADB_CHANGED_SINCE_READ = 1020;
  private static final String H2_DUPLICATE = "23505";
  private static final int H2_CONCURRENT_UPDATE = 90131;
  private static final int H2_LOCK_TIMEOUT = 50200;
  private static final Set<Integer> H2_CLOSED = Set.of(90007, 90098, 90121);
  private static final Set<Integer> H2_IO = Set.of(90028, 90031); // IO_EXCEPTION_1 and _2
  private static final Set<Integer> MARIADB_FULL =
      Set.of(1021, 1026, 1114); // ER_DISK_FULL, ER_ERROR_ON_WRITE, ER_RECORD_FILE_FULL
  private static final String DISK_FULL =
      "53100"; // PostgreSQL's disk_full, also used by DiskSpaceGuardDataSource

  private PersistenceExceptionTranslator() {}

  static RuntimeException translate(String unit, RuntimeException failure) {
    if (failure instanceof ApiException
        || failure instanceof DuplicateKeyException
        || failure instanceof StaleDataException) {
      return failure; // the work's own exception, or translated by a joined call
    }
    for (Throwable cause : causes(failure)) {
      if (cause instanceof ApiException refusal) { // of a quota, passed on by OpenJPA
        return refusal;
      }
      if (cause instanceof SQLException sql) {
        if (isDuplicate(sql)) {
          return new DuplicateKeyException(failure);
        }
        if (isChanged(sql)) {
          return new StaleDataException(failure);
        }
        if (isBusy(sql)) {
          return StaleDataException.busy(failure);
        }
        if (isFull(sql)) {
          LOG.warn(
              "database.full unit={} sqlState={} errorCode={}",
              unit,
              sql.getSQLState(),
              sql.getErrorCode());
          return ApiException.storageFull();
        }
        if (isOutage(sql)) {
          LOG.warn(
              "database.unavailable unit={} sqlState={} errorCode={}",
              unit,
              sql.getSQLState(),
              sql.getErrorCode());
          return new ApiException(
              503, "database_unavailable", "The database does not respond. Try again shortly.");
        }
      }
      if (isStale(cause)) {
        return new StaleDataException(failure);
      }
    }
    return failure;
  }

  private static boolean isStale(Throwable cause) {
    return cause instanceof OptimisticLockException
        || cause instanceof org.apache.openjpa.util.OptimisticException;
  }

  private static boolean isDuplicate(SQLException sql) {
    return H2_DUPLICATE.equals(sql.getSQLState()) || sql.getErrorCode() == MARIADB_DUPLICATE;
  }

  private static boolean isChanged(SQLException sql) {
    return sql.getErrorCode() == MARIADB_CHANGED_SINCE_READ
        || sql.getErrorCode() == H2_CONCURRENT_UPDATE;
  }

  private static boolean isBusy(SQLException sql) {
    return SERIALIZATION_FAILURE.equals(sql.getSQLState())
        || sql.getErrorCode() == MARIADB_LOCK_TIMEOUT
        || sql.getErrorCode() == H2_LOCK_TIMEOUT;
  }

  /**
   * Returns whether storage is full, as reported by the guard of an embedded database or by the
   * database.
   */
  private static boolean isFull(SQLException sql) {
    return DISK_FULL.equals(sql.getSQLState())
        || MARIADB_FULL.contains(sql.getErrorCode())
        || H2_IO.contains(sql.getErrorCode()) && isNoSpace(sql);
  }

  private static boolean isNoSpace(Throwable failure) {
    for (Throwable cause : causes(failure)) {
      String message = String.valueOf(cause.getMessage());
      if (message.contains("No space left") || message.contains("not enough space")) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOutage(SQLException sql) {
    String state = sql.getSQLState();
    return sql instanceof SQLTransientConnectionException
        || sql instanceof SQLNonTransientConnectionException
        || sql instanceof SQLRecoverableException
        || (state != null && state.startsWith("08")) // connection exceptions
        || H2_CLOSED.contains(sql.getErrorCode())
        || H2_IO.contains(sql.getErrorCode());
  }

  /** Returns all causes, including those that OpenJPA and JDBC batches store separately. */
  private static Iterable<Throwable> causes(Throwable failure) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Throwable> found = new ArrayDeque<>();
    Deque<Throwable> open = new ArrayDeque<>();
    open.add(failure);
    while (!open.isEmpty()) {
      Throwable next = open.remove();
      if (!seen.add(next)) {
        continue;
      }
      found.add(next);
      add(open, next.getCause());
      if (next instanceof OpenJPAException openJpa) {
        for (Throwable nested : openJpa.getNestedThrowables()) {
          add(open, nested);
        }
      }
      if (next instanceof SQLException sql) {
        add(open, sql.getNextException());
      }
    }
    return found;
  }

  private static void add(Deque<Throwable> open, Throwable throwable) {
    if (throwable != null) {
      open.add(throwable);
    }
  }
}
