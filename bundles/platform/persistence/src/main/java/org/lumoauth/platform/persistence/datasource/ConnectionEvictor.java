package org.lumoauth.platform.persistence.datasource;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Parts with connections that are of no use any more though they answer: what MariaDB read for many
 * rows at once before a table was changed fails from then on, without a reason, for as long as the
 * connection remembers it.
 */
public final class ConnectionEvictor {
  private static final String GENERAL_ERROR = "HY000";

  private ConnectionEvictor() {}

  /**
   * Has the pool close the connection, if this failure shows that: at once, on another thread. What
   * was begun on it is to be rolled back before.
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
