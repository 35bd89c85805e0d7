/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence.datasource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiskSpaceGuardDataSourceTest {
  private final AtomicBoolean full = new AtomicBoolean();
  private final DatabaseConnectionPools pool =
      new DatabaseConnectionPools(
          new DatabaseSettings("jdbc:h2:mem:guard", "sa", "", 2), full::get);

  @BeforeEach
  void makeTable() throws SQLException {
    run("create table item (id int primary key)");
    run("insert into item values (1)");
  }

  @AfterEach
  void close() {
    pool.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "insert into item values (2)",
        "  INSERT INTO item VALUES (3)",
        "update item set id = 4",
        "merge into item values (5)",
        "delete from item",
        "select id from item where id = 1 for update",
        "create table more (id int)"
      })
  void rejectsWritingStatements(String sql) {
    full.set(true);

    assertEquals(
        DiskSpaceGuardDataSource.STORAGE_FULL,
        assertThrows(SQLException.class, () -> run(sql)).getSQLState());
    assertThrows(SQLException.class, () -> runPlain(sql));
    assertThrows(
        SQLException.class, () -> pool.autoCommit(connection -> prepared(connection, sql)));
  }

  @Test
  void allowsReads() throws SQLException {
    full.set(true);

    assertEquals(1, pool.autoCommit(DiskSpaceGuardDataSourceTest::count));
  }

  /** A write on a full disk would make H2 close the database. */
  @Test
  void endsTransactionsWithoutWritingTheFile(@TempDir Path folder)
      throws SQLException, IOException {
    Path file = folder.resolve("guard.mv.db");
    try (DatabaseConnectionPools onDisk =
        new DatabaseConnectionPools(
            new DatabaseSettings("jdbc:h2:file:" + folder.resolve("guard"), "sa", "", 2),
            full::get)) {
      try (Connection connection = onDisk.dataSource().getConnection()) {
        prepared(connection, "create table item (id int primary key)");
        prepared(connection, "insert into item values (1)");
        connection.commit();
      }
      try (Connection other = onDisk.dataSource().getConnection()) {
        prepared(other, "insert into item values (2)"); // a change that is not yet written
        byte[] before = Files.readAllBytes(file);
        full.set(true);
        try (Connection connection = onDisk.dataSource().getConnection()) {
          assertEquals(1, count(connection));
          assertThrows(SQLException.class, () -> prepared(connection, "delete from item"));
          connection.rollback();
        }
        try (Connection connection = onDisk.dataSource().getConnection()) {
          assertEquals(1, count(connection)); // the pool would roll this transaction back
        }

        assertArrayEquals(before, Files.readAllBytes(file));
      }
    }
  }

  @Test
  void allowsWritesAfterSpaceIsFreed() {
    full.set(true);
    assertThrows(SQLException.class, () -> run("insert into item values (6)"));
    full.set(false);

    assertDoesNotThrow(() -> run("insert into item values (6)"));
  }

  private void run(String sql) throws SQLException {
    try (var connection = pool.dataSource().getConnection()) {
      prepared(connection, sql);
      connection.commit();
    }
  }

  private void runPlain(String sql) throws SQLException {
    try (var connection = pool.groups().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static int prepared(Connection connection, String sql) throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      return statement.executeUpdate();
    }
  }

  private static int count(Connection connection) throws SQLException {
    try (var statement = connection.prepareStatement("select count(*) from item");
        var rows = statement.executeQuery()) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
