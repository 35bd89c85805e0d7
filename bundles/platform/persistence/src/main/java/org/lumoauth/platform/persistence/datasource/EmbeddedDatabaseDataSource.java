/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence.datasource;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.h2.api.ErrorCode;

/**
 * Reports that the file of an H2 database is locked by a database of this process that H2 no longer
 * knows.
 *
 * <p>H2 registers each open database by the name of its file. When it closes a database that
 * failed, it can remove the entry of the next database of the same file. The removed database keeps
 * its lock as long as it has a connection, and H2 refuses every new connection.
 */
final class EmbeddedDatabaseDataSource extends ForwardingDataSource {
  private final Runnable closeConnections;

  /**
   * Creates the data source.
   *
   * @param source opens connections to one H2 database
   * @param closeConnections closes the connections of this process to the database, so that its
   *     file is unlocked; runs after each connection that was refused because of the lock
   */
  EmbeddedDatabaseDataSource(DataSource source, Runnable closeConnections) {
    super(source);
    this.closeConnections = closeConnections;
  }

  @Override
  public Connection getConnection() throws SQLException {
    try {
      return super.getConnection();
    } catch (SQLException e) {
      if (e.getErrorCode() == ErrorCode.DATABASE_ALREADY_OPEN_1) {
        closeConnections.run();
      }
      throw e;
    }
  }
}
