/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.platform.persistence.testkit.BookPersistenceUnit.SHELF;
import static org.lumoauth.platform.persistence.testkit.BookPersistenceUnit.put;
import static org.lumoauth.platform.persistence.testkit.BookPersistenceUnit.rename;
import static org.lumoauth.platform.persistence.testkit.BookPersistenceUnit.title;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.persistence.DuplicateKeyException;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.StaleDataException;
import org.lumoauth.platform.persistence.testkit.entity.Book;
import org.lumoauth.platform.persistence.testkit.entity.BookKey;

class PersistenceUnitTest {

  @DatabaseTest
  void readsWrittenRow(TestDatabase database) {
    var unit = database.open(SHELF);
    put(unit, "t1", "b1", "Emma");

    assertEquals("Emma", title(unit, "t1", "b1"));
  }

  @DatabaseTest
  void rollsBackOnException(TestDatabase database) {
    var unit = database.open(SHELF);

    assertThrows(
        IllegalArgumentException.class,
        () ->
            unit.run(
                em -> {
                  em.persist(new Book(new BookKey("t1", "b1"), "Emma"));
                  em.flush();
                  throw new IllegalArgumentException("no");
                }));

    assertNull(unit.read(em -> em.find(Book.class, new BookKey("t1", "b1"))));
  }

  @DatabaseTest
  void propagatesExceptionOfWork(TestDatabase database) {
    var unit = database.open(SHELF);
    var refusal = ApiException.forbidden("no");

    var thrown =
        assertThrows(
            ApiException.class,
            () ->
                unit.run(
                    em -> {
                      throw refusal;
                    }));

    assertSame(refusal, thrown);
  }

  @DatabaseTest
  void joinsOuterWriteTransaction(TestDatabase database) {
    var unit = database.open(SHELF);

    assertThrows(
        IllegalArgumentException.class,
        () ->
            unit.run(
                em -> {
                  put(unit, "t1", "b1", "Emma");
                  throw new IllegalArgumentException("no");
                }));

    assertNull(unit.read(em -> em.find(Book.class, new BookKey("t1", "b1"))));
  }

  @DatabaseTest
  void rollsBackOuterWriteAfterCaughtInnerFailure(TestDatabase database) {
    var unit = database.open(SHELF);

    assertThrows(
        RuntimeException.class,
        () ->
            unit.run(
                em -> {
                  em.persist(new Book(new BookKey("t1", "b1"), "Emma"));
                  try {
                    unit.run(
                        inner -> {
                          throw new IllegalArgumentException("no");
                        });
                  } catch (IllegalArgumentException caught) {
                    // and goes on as if nothing had been
                  }
                }));

    assertNull(unit.read(em -> em.find(Book.class, new BookKey("t1", "b1"))));
  }

  @DatabaseTest
  void writesInSeparateTransactionInsideRead(TestDatabase database) {
    var unit = database.open(SHELF);

    unit.read(
        em -> {
          put(unit, "t1", "b1", "Emma");
          return null;
        });

    assertEquals("Emma", title(unit, "t1", "b1"));
  }

  @DatabaseTest
  void discardsChangesMadeInRead(TestDatabase database) {
    var unit = database.open(SHELF);
    put(unit, "t1", "b1", "Emma");

    unit.read(
        em -> {
          em.find(Book.class, new BookKey("t1", "b1")).rename("Persuasion");
          return null;
        });

    assertEquals("Emma", title(unit, "t1", "b1"));
  }

  @DatabaseTest
  void reportsDuplicateKey(TestDatabase database) {
    var unit = database.open(SHELF);
    put(unit, "t1", "b1", "Emma");

    assertThrows(DuplicateKeyException.class, () -> put(unit, "t1", "b1", "Persuasion"));
  }

  @DatabaseTest
  void reportsDuplicateUniqueValue(TestDatabase database) {
    var unit = database.open(SHELF);
    put(unit, "t1", "b1", "Emma");

    assertThrows(DuplicateKeyException.class, () -> put(unit, "t1", "b2", "Emma"));
  }

  @DatabaseTest
  void reportsDuplicateKeyInPlainSql(TestDatabase database) {
    var unit = database.open(SHELF);
    put(unit, "t1", "b1", "Emma");

    assertThrows(
        DuplicateKeyException.class,
        () ->
            unit.jdbc(
                connection -> {
                  try (var statement = connection.createStatement()) {
                    return statement.executeUpdate(
                        "INSERT INTO shelf_book (tenant_id, id, title, version_no)"
                            + " VALUES ('t1', 'b1', 'Persuasion', 1)");
                  }
                }));
  }

  @DatabaseTest
  void reportsConcurrentlyChangedRow(TestDatabase database) {
    var unit = database.open(SHELF);
    put(unit, "t1", "b1", "Emma");

    assertThrows(
        StaleDataException.class,
        () ->
            unit.run(
                em -> {
                  var book = em.find(Book.class, new BookKey("t1", "b1"));
                  inAnotherThread(() -> rename(unit, "t1", "b1", "Persuasion"));
                  book.rename("Sanditon");
                }));
  }

  @DatabaseTest
  void rollsBackPlainSqlOnException(TestDatabase database) {
    var unit = database.open(SHELF);

    assertThrows(
        IllegalArgumentException.class,
        () ->
            unit.jdbc(
                connection -> {
                  try (var statement = connection.createStatement()) {
                    statement.executeUpdate(
                        "INSERT INTO shelf_book (tenant_id, id, title, version_no)"
                            + " VALUES ('t1', 'b1', 'Emma', 1)");
                  }
                  throw new IllegalArgumentException("no");
                }));

    assertNull(unit.read(em -> em.find(Book.class, new BookKey("t1", "b1"))));
  }

  @DatabaseTest
  void retainsAutoCommittedStatementsOnException(TestDatabase database) {
    var unit = database.open(SHELF);

    assertThrows(
        IllegalArgumentException.class,
        () ->
            unit.autoCommit(
                connection -> {
                  try (var statement = connection.createStatement()) {
                    statement.executeUpdate(
                        "INSERT INTO shelf_book (tenant_id, id, title, version_no)"
                            + " VALUES ('t1', 'b1', 'Emma', 1)");
                  }
                  assertEquals("Emma", title(unit, "t1", "b1")); // others see it before this ends
                  throw new IllegalArgumentException("no");
                }));

    assertEquals("Emma", title(unit, "t1", "b1"));
  }

  @DatabaseTest
  void reportsDuplicateKeyInAutoCommittedStatement(TestDatabase database) {
    var unit = database.open(SHELF);
    put(unit, "t1", "b1", "Emma");

    assertThrows(
        DuplicateKeyException.class,
        () ->
            unit.autoCommit(
                connection -> {
                  try (var statement = connection.createStatement()) {
                    return statement.executeUpdate(
                        "INSERT INTO shelf_book (tenant_id, id, title, version_no)"
                            + " VALUES ('t1', 'b1', 'Persuasion', 1)");
                  }
                }));
  }

  @DatabaseTest
  void runsMoreConcurrentStatementsThanConnections(TestDatabase database) {
    var unit = database.open(SHELF);
    int many = 8 * database.settings().poolSize();
    var threads = Executors.newFixedThreadPool(many);
    try {
      var all =
          IntStream.range(0, many)
              .mapToObj(i -> CompletableFuture.supplyAsync(() -> countBooks(unit), threads))
              .toList();

      assertEquals(0, all.stream().mapToInt(CompletableFuture::join).sum());
    } finally {
      threads.shutdownNow();
    }
  }

  private static int countBooks(PersistenceUnit unit) {
    return unit.autoCommit(
        connection -> {
          try (var statement = connection.createStatement();
              var rows = statement.executeQuery("SELECT COUNT(*) FROM shelf_book")) {
            rows.next();
            return rows.getInt(1);
          }
        });
  }

  @DatabaseTest
  void rejectsAutoCommittedStatementsAfterClose(TestDatabase database) {
    var unit = database.units().open(SHELF);

    unit.close();

    assertThrows(ApiException.class, () -> unit.autoCommit(connection -> 1));
  }

  @DatabaseTest
  void comparesCaseSensitively(TestDatabase database) {
    var unit = database.open(SHELF);
    put(unit, "t1", "b1", "Alice");

    put(unit, "t1", "B1", "alice");

    assertEquals("Alice", title(unit, "t1", "b1"));
  }

  @DatabaseTest
  void distinguishesTrailingSpaces(TestDatabase database) {
    var unit = database.open(SHELF);
    put(unit, "t1", "b1", "alice");

    put(unit, "t1", "b1 ", "alice ");

    assertEquals("alice", title(unit, "t1", "b1"));
  }

  @DatabaseTest
  void storesSupplementaryCharacters(TestDatabase database) {
    var unit = database.open(SHELF);

    put(unit, "t1", "b1", "\uD83D\uDD11 \u00E9 \u6F22");

    assertEquals("\uD83D\uDD11 \u00E9 \u6F22", title(unit, "t1", "b1"));
  }

  @DatabaseTest
  void servesTwoUnitsWithSameName(TestDatabase database) {
    var old = database.open(SHELF);
    var young = database.open(SHELF);
    put(old, "t1", "b1", "Emma");
    old.close();

    assertEquals("Emma", title(young, "t1", "b1"));
  }

  @DatabaseTest
  void rejectsWorkAfterClose(TestDatabase database) {
    var unit = database.open(SHELF);
    unit.close();

    var refusal = assertThrows(ApiException.class, () -> title(unit, "t1", "b1"));

    assertEquals(503, refusal.status());
  }

  @DatabaseTest
  void completesWorkStartedBeforeClose(TestDatabase database) throws Exception {
    var unit = database.open(SHELF);
    var began = new CountDownLatch(1);
    var closed = new CountDownLatch(1);
    var work =
        CompletableFuture.runAsync(
            () ->
                unit.run(
                    em -> {
                      began.countDown();
                      await(closed);
                      em.persist(new Book(new BookKey("t1", "b1"), "Emma"));
                    }));
    began.await();
    unit.close();
    closed.countDown();
    work.join();

    assertEquals("Emma", title(database.open(SHELF), "t1", "b1"));
  }

  private static void inAnotherThread(Runnable work) {
    CompletableFuture.runAsync(work).join();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
