/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence.datasource;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import java.util.Set;
import org.h2.api.ErrorCode;

/**
 * Evicts connections to a closed or failed H2 database from all pools. H2 closes a database by
 * itself when its disk is full and reports SQL states of its own, which a pool treats as failures
 * of a single statement.
 */
final class ClosedDatabaseConnectionEvictor implements SQLExceptionOverride {
  private static final Set<Integer> CLOSED =
      Set.of(
          ErrorCode.DATABASE_IS_CLOSED,
          ErrorCode.DATABASE_CALLED_AT_SHUTDOWN,
          ErrorCode.CONNECTION_BROKEN_1,
          ErrorCode.IO_EXCEPTION_1,
          ErrorCode.IO_EXCEPTION_2,
          ErrorCode.GENERAL_ERROR_1); // of a store that closed itself

  private final Runnable evictAll;

  /**
   * Creates the override.
   *
   * @param evictAll marks every connection of every pool for eviction
   */
  ClosedDatabaseConnectionEvictor(Runnable evictAll) {
    this.evictAll = evictAll;
  }

  @java.lang.Override
  public Override adjudicate(SQLException failure) {
    if (!CLOSED.contains(failure.getErrorCode())) {
      return Override.CONTINUE_EVICT;
    }
    evictAll.run();
    return Override.MUST_EVICT;
  }
}
