/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence.datasource;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Random;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommitDurabilityTest {

  private static final int COMMITS = 60;

  @TempDir Path folder;

  /**
   * A copy of the file is what a killed process leaves. Without a retention time, H2 reuses the
   * space of superseded pages immediately, as it does after 45 seconds by default.
   */
  @Test
  void findsEveryCommitAfterProcessKill() throws Exception {
    var settings =
        new DatabaseSettings(
            "jdbc:h2:file:" + folder.resolve("db") + ";RETENTION_TIME=0", "sa", "", 2);
    var sizes = new Random(1);
    try (var pool = new DatabaseConnectionPools(settings)) {
      pool.autoCommit(
          connection -> update(connection, "create table t(id int primary key, body varchar)"));
      for (int id = 1; id <= COMMITS; id++) {
        String insert = "insert into t values (" + id + ", '" + text(sizes) + "')";
        pool.autoCommit(connection -> update(connection, insert));

        assertEquals(id, lastIdAfterKill(), "the last committed row");
      }
    }
  }

  /** Random, because the file is compressed. */
  private static String text(Random random) {
    return random
        .ints(random.nextInt(20_000), 'a', 'z' + 1)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private int lastIdAfterKill() throws Exception {
    Files.copy(
        folder.resolve("db.mv.db"),
        folder.resolve("left.mv.db"),
        StandardCopyOption.REPLACE_EXISTING);
    var source = new JdbcDataSource();
    source.setURL("jdbc:h2:file:" + folder.resolve("left") + ";IFEXISTS=TRUE");
    source.setUser("sa");
    source.setPassword("");
    try (var connection = source.getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery("select max(id) from t")) {
      rows.next();
      return rows.getInt(1);
    }
  }

  private static int update(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      return statement.executeUpdate(sql);
    }
  }
}
