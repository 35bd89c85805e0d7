/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence.datasource;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClosedDatabaseConnectionEvictorTest {
  @TempDir Path folder;

  /** As H2 does by itself when its disk is full. */
  @Test
  void reopensDatabaseClosedUnderPool() throws SQLException {
    var settings = new DatabaseSettings("jdbc:h2:file:" + folder.resolve("db"), "sa", "", 2);
    try (var pool = new DatabaseConnectionPools(settings)) {
      pool.autoCommit(connection -> run(connection, "create table t(id int)"));
      assertThrows(
          SQLException.class,
          () -> pool.autoCommit(connection -> run(connection, "shutdown immediately")));

      for (int i = 0; i < 4; i++) { // each idle connection to the closed database fails once
        try {
          pool.autoCommit(connection -> run(connection, "insert into t values (1)"));
        } catch (SQLException closed) {
          assertTrue(closed.getErrorCode() >= 90_000, closed.toString());
        }
      }

      pool.autoCommit(connection -> run(connection, "insert into t values (2)"));
      assertThrows(
          SQLException.class,
          () -> pool.autoCommit(connection -> run(connection, "insert into missing values (1)")));
    }
  }

  private static boolean run(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      return statement.execute(sql);
    }
  }
}
