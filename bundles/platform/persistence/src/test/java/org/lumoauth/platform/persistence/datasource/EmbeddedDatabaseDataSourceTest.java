/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence.datasource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.reflect.Method;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.h2.api.ErrorCode;
import org.h2.engine.Engine;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseDataSourceTest {
  @TempDir Path folder;

  @Test
  void reportsThatAnUnregisteredDatabaseLocksTheFile() throws Exception {
    var database = new JdbcDataSource();
    database.setURL("jdbc:h2:file:" + folder.resolve("db"));
    database.setUser("sa");
    Connection unregistered = database.getConnection();
    List<SQLException> failures = new ArrayList<>();
    var source =
        new EmbeddedDatabaseDataSource(
            database,
            () -> {
              try {
                unregistered.close();
              } catch (SQLException e) {
                failures.add(e);
              }
            });
    unregister("db");

    var locked = assertThrows(SQLException.class, source::getConnection);
    assertEquals(ErrorCode.DATABASE_ALREADY_OPEN_1, locked.getErrorCode());
    source.getConnection().close();
    assertEquals(List.of(), failures);
  }

  @Test
  void poolsReplaceConnectionsToAnUnregisteredDatabase() throws Exception {
    var settings = new DatabaseSettings("jdbc:h2:file:" + folder.resolve("pooled"), "sa", "", 3);
    try (var pools = new DatabaseConnectionPools(settings)) {
      borrow(pools.dataSource(), 2);
      unregister("pooled");

      assertThrows(SQLException.class, () -> borrow(pools.dataSource(), 3));
      borrow(pools.dataSource(), 3);
    }
  }

  /** Borrows several connections at the same time and returns them. */
  private static void borrow(DataSource source, int count) throws SQLException {
    if (count > 0) {
      try (Connection connection = source.getConnection()) {
        borrow(source, count - 1);
      }
    }
  }

  /** Does what H2 does when it closes another database of the same file late. */
  private void unregister(String name) throws Exception {
    Method close = Engine.class.getDeclaredMethod("close", String.class);
    close.setAccessible(true);
    close.invoke(null, folder.toRealPath().resolve(name).toString());
  }
}
