/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.platform.persistence.testkit.BookPersistenceUnit.SHELF;
import static org.lumoauth.platform.persistence.testkit.BookPersistenceUnit.put;

import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtendWith;
import org.lumoauth.platform.persistence.DuplicateKeyException;

/** Tables that were copied are those that the changelog makes. */
@ExtendWith(EachDatabaseTestExtension.TestDatabasesResolver.class)
class SchemaCopyPersistenceUnitFactoryTest {
  private static final String LONG_AGO = "2001-02-03 04:05:06";

  private final TestDatabaseFactory databases;
  private final SchemaCopyCache copies = new SchemaCopyCache();

  SchemaCopyPersistenceUnitFactoryTest(TestDatabaseFactory databases) {
    this.databases = databases;
  }

  @DatabaseTest
  void createsSameSchemaAsChangelog(TestDatabase database) throws Exception {
    database.anotherServer().open(SHELF).close();
    SchemaCopy made = copy(database);
    assertFalse(made.statements().isEmpty());

    try (var again = databases.create(database.kind());
        var connection = again.dataSource().getConnection()) {
      made.restore(connection);

      assertEquals(made, copy(again));
      var unit = again.open(SHELF);
      put(unit, "t1", "b1", "Emma");
      assertThrows(DuplicateKeyException.class, () -> put(unit, "t1", "b2", "Emma"));
    }
  }

  @DatabaseTest
  void copiesSchemaOfUnit(TestDatabase database) throws Exception {
    keepFromLongAgo(database);

    try (var next = databases.create(database.kind())) {
      units(next).open(SHELF).close();

      assertTrue(history(next).startsWith(LONG_AGO), history(next));
    }
  }

  @DatabaseTest
  void runsChangelogInNonEmptyDatabase(TestDatabase database) throws Exception {
    keepFromLongAgo(database);

    try (var next = databases.create(database.kind())) {
      execute(next, "CREATE TABLE mine (id INT)");
      units(next).open(SHELF).close();

      assertFalse(history(next).startsWith(LONG_AGO), history(next));
    }
  }

  @DatabaseTest
  void cachesSchemaWithoutTestData(TestDatabase database) throws Exception {
    try (var unit = units(database).open(SHELF)) {
      SchemaCopy made = copy(database);
      put(unit, "t1", "b1", "Emma");
      units(database).open(SHELF).close();

      assertEquals(Optional.of(made), copies.find(database.kind(), SHELF));
    }
  }

  /** Made by the changelog, but by a clock of another time, so that copies are known as such. */
  private void keepFromLongAgo(TestDatabase database) throws SQLException {
    database.anotherServer().open(SHELF).close();
    execute(database, "UPDATE DATABASECHANGELOG SET DATEEXECUTED = '" + LONG_AGO + "'");
    copies.keep(database.kind(), SHELF, copy(database));
  }

  private SchemaCopyPersistenceUnitFactory units(TestDatabase database) {
    return new SchemaCopyPersistenceUnitFactory(
        database.anotherServer(), database.dataSource(), database.kind(), copies);
  }

  private static SchemaCopy copy(TestDatabase database) throws SQLException {
    try (var connection = database.dataSource().getConnection()) {
      return SchemaCopy.capture(database.kind(), connection);
    }
  }

  private static String history(TestDatabase database) throws SQLException {
    try (var connection = database.dataSource().getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT DATEEXECUTED FROM DATABASECHANGELOG")) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static void execute(TestDatabase database, String sql) throws SQLException {
    try (var connection = database.dataSource().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
      connection.commit();
    }
  }
}
