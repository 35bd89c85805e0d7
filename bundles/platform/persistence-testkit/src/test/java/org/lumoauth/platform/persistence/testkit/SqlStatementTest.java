/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.lumoauth.platform.persistence.DuplicateKeyException;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.PersistenceUnitDefinition;
import org.lumoauth.platform.persistence.SqlStatementRunner;
import org.lumoauth.platform.persistence.testkit.entity.Book;
import org.lumoauth.platform.persistence.testkit.entity.BookKey;

class SqlStatementTest {
  private static final PersistenceUnitDefinition SHELF =
      new PersistenceUnitDefinition(
          "shelf", Book.class, List.of(Book.class, BookKey.class), "db/shelf.xml");
  private static final String TITLES =
      "select title from shelf_book where tenant_id = ? order by title";

  @DatabaseTest
  void readsAllRowsOrFirstRow(TestDatabase database) {
    var unit = shelf(database, "Emma", "Persuasion");

    assertEquals(List.of("Emma", "Persuasion"), titles(unit, "t1"));
    assertEquals(List.of(), titles(unit, "t2"));
    assertEquals(Optional.of("Emma"), first(unit, "t1"));
    assertEquals(Optional.empty(), first(unit, "t2"));
  }

  @DatabaseTest
  void returnsNumberOfChangedRows(TestDatabase database) {
    var unit = shelf(database, "Emma", "Persuasion");

    assertEquals(
        2, update(unit, "update shelf_book set version_no = ? where tenant_id = ?", 7, "t1"));
    assertEquals(0, update(unit, "delete from shelf_book where tenant_id = ?", "t2"));
  }

  @DatabaseTest
  void bindsValuesAsParameters(TestDatabase database) {
    var unit = shelf(database, "Emma");
    String title = "x', title = 'y' where '1' = '1";

    update(unit, "update shelf_book set title = ? where tenant_id = ?", title, "t1");

    assertEquals(List.of(title), titles(unit, "t1"));
  }

  @DatabaseTest
  void retriesTransactionAfterDuplicateKey(TestDatabase database) {
    var unit = shelf(database);
    var another = new Book(new BookKey("t1", "b0"), "Emma");
    var tries = new AtomicInteger();

    String found =
        unit.retryingTransaction(
            connection -> {
              var there =
                  SqlStatementRunner.first(connection, row -> row.getString(1), TITLES, "t1");
              if (tries.incrementAndGet() == 1) {
                unit.run(em -> em.persist(another));
              }
              if (there.isEmpty()) {
                SqlStatementRunner.update(
                    connection,
                    "insert into shelf_book (tenant_id, id, title, version_no)"
                        + " values (?, ?, ?, ?)",
                    "t1",
                    "b0",
                    "Persuasion",
                    1);
              }
              return there.orElse("none");
            });

    assertEquals("Emma", found);
    assertEquals(2, tries.get());
    assertEquals(List.of("Emma"), titles(unit, "t1"));
  }

  @DatabaseTest
  void stopsRetryingAfterRepeatedDuplicateKeys(TestDatabase database) {
    var unit = shelf(database, "Emma");
    var tries = new AtomicInteger();

    assertThrows(
        DuplicateKeyException.class,
        () ->
            unit.retryingTransaction(
                connection -> {
                  tries.incrementAndGet();
                  return SqlStatementRunner.update(
                      connection,
                      "insert into shelf_book (tenant_id, id, title, version_no)"
                          + " values (?, ?, ?, ?)",
                      "t1",
                      "b0",
                      "Persuasion",
                      1);
                }));

    assertEquals(PersistenceUnit.TRIES, tries.get());
  }

  private static PersistenceUnit shelf(TestDatabase database, String... titles) {
    var unit = database.open(SHELF);
    for (int i = 0; i < titles.length; i++) {
      var book = new Book(new BookKey("t1", "b" + i), titles[i]);
      unit.run(em -> em.persist(book));
    }
    return unit;
  }

  private static List<String> titles(PersistenceUnit unit, String tenant) {
    return unit.jdbc(
        connection -> SqlStatementRunner.list(connection, row -> row.getString(1), TITLES, tenant));
  }

  private static Optional<String> first(PersistenceUnit unit, String tenant) {
    return unit.autoCommit(
        connection ->
            SqlStatementRunner.first(connection, row -> row.getString(1), TITLES, tenant));
  }

  private static int update(PersistenceUnit unit, String sql, Object... values) {
    return unit.jdbc(connection -> SqlStatementRunner.update(connection, sql, values));
  }
}
