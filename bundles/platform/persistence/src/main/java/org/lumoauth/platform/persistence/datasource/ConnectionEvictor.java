/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence.datasource;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Evicts unusable connections that still respond. After a table change, MariaDB connections with
 * cached bulk statements fail without a reason as long as the statement is cached.
 */
public final class ConnectionEvictor {
  private static final String GENERAL_ERROR = "HY000";

  private ConnectionEvictor() {}

  /**
   * Evicts the connection in the background if the failure indicates this. Roll back its
   * transaction first.
   */
  public static void evict(DataSource source, Connection connection, SQLException failure) {
    if (isSpoilt(failure) && source instanceof HikariDataSource pool) {
      pool.evictConnection(connection);
    }
  }

  private static boolean isSpoilt(SQLException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql
          && sql.getErrorCode() == 0
          && GENERAL_ERROR.equals(sql.getSQLState())) {
        return true;
      }
    }
    return false;
  }
}
