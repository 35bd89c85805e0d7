/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.platform.persistence.testkit.BookPersistenceUnit.SHELF;
import static org.lumoauth.platform.persistence.testkit.BookPersistenceUnit.put;
import static org.lumoauth.platform.persistence.testkit.BookPersistenceUnit.title;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.lumoauth.platform.persistence.PersistenceUnitDefinition;
import org.lumoauth.platform.persistence.testkit.entity.Book;

/** A unit migrates its tables when it is opened. */
class UnitSchemaMigrationTest {

  private static final String LOCK =
      "UPDATE DATABASECHANGELOGLOCK SET LOCKED = TRUE, LOCKEDBY = 'a dead one'";

  @DatabaseTest
  void rejectsChangeSetEditedAfterApplication(TestDatabase database) {
    database.open(SHELF);
    var edited =
        new PersistenceUnitDefinition(
            "shelf", Book.class, List.of(Book.class), "db/shelf-edited.xml");

    var refusal = assertThrows(IllegalStateException.class, () -> database.units().open(edited));

    assertEquals(true, refusal.getMessage().contains("1-book"), refusal.getMessage());
  }

  @DatabaseTest
  void ignoresLockOfKilledServer(TestDatabase database) throws Exception {
    database.open(SHELF);
    execute(database, LOCK);
    execute(database, "DELETE FROM schema_seal");

    assertNotNull(database.open(SHELF));
  }

  /** Liquibase would have removed the lock. */
  @DatabaseTest
  void skipsMigrationIfNothingChanged(TestDatabase database) throws Exception {
    database.open(SHELF);
    execute(database, LOCK);
    database.open(SHELF);

    assertEquals(
        1, execute(database, "UPDATE DATABASECHANGELOGLOCK SET ID = 1 WHERE LOCKED = TRUE"));
  }

  @DatabaseTest
  void rejectsModifiedHistory(TestDatabase database) throws Exception {
    database.open(SHELF);
    execute(database, "UPDATE DATABASECHANGELOG SET MD5SUM = '9:00000000000000000000000000000000'");

    var refusal = assertThrows(IllegalStateException.class, () -> database.units().open(SHELF));

    assertEquals(true, refusal.getMessage().contains("1-book"), refusal.getMessage());
  }

  @DatabaseTest
  void recreatesTablesIfHistoryIsLost(TestDatabase database) throws Exception {
    database.open(SHELF);
    execute(database, "DELETE FROM DATABASECHANGELOG");
    execute(database, "DROP TABLE shelf_book");

    put(database.open(SHELF), "t1", "b1", "Emma");
  }

  @DatabaseTest
  void opensUnitOnTwoServersConcurrently(TestDatabase database) {
    var one = database.anotherServer();
    var other = database.anotherServer();
    var first = CompletableFuture.supplyAsync(() -> one.open(SHELF));
    var second = CompletableFuture.supplyAsync(() -> other.open(SHELF));

    put(first.join(), "t1", "b1", "Emma");

    assertEquals("Emma", title(second.join(), "t1", "b1"));
    first.join().close();
    second.join().close();
  }

  private static int execute(TestDatabase database, String sql) throws SQLException {
    try (var connection = database.dataSource().getConnection();
        var statement = connection.createStatement()) {
      int changed = statement.executeUpdate(sql);
      connection.commit();
      return changed;
    }
  }
}
