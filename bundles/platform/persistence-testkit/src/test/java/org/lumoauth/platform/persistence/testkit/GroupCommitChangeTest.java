/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.platform.persistence.testkit.BookPersistenceUnit.SHELF;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.persistence.DuplicateKeyException;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.SqlStatementRunner;

/** Changes in a group commit have the same result as separate commits. */
class GroupCommitChangeTest {

  private static final String INSERT =
      "insert into shelf_book (tenant_id, id, title, version_no) values ('t', ?, ?, 0)";
  private static final String COUNT_UP =
      "update shelf_book set version_no = version_no + 1 where tenant_id = 't' and id = ?";
  private static final String MOVE_ON =
      "update shelf_book set version_no = ? where tenant_id = 't' and id = ? and version_no = ?";

  @DatabaseTest
  void returnsNumberOfChangedRows(TestDatabase database) {
    var unit = database.open(SHELF);

    assertEquals(1, unit.groupCommit(INSERT, "b1", "Emma"));
    assertEquals(1, unit.groupCommit(MOVE_ON, 1, "b1", 0));
    assertEquals(0, unit.groupCommit(MOVE_ON, 1, "b1", 0));
    assertThrows(DuplicateKeyException.class, () -> unit.groupCommit(INSERT, "b1", "Persuasion"));
  }

  @DatabaseTest
  void appliesEveryConcurrentChange(TestDatabase database) throws Exception {
    var unit = database.open(SHELF);
    unit.groupCommit(INSERT, "b1", "Emma");
    unit.groupCommit(INSERT, "b2", "Persuasion");
    List<Callable<Integer>> work = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      String id = "b" + (1 + i % 2);
      work.add(() -> unit.groupCommit(COUNT_UP, id));
    }

    assertEquals(400, atOnce(work));
    assertEquals(200, version(unit, "b1"));
    assertEquals(200, version(unit, "b2"));
  }

  /** Of many who move a row on from where it is, one does: the others are told. */
  @DatabaseTest
  void appliesOnlyOneConditionalUpdate(TestDatabase database) throws Exception {
    var unit = database.open(SHELF);
    unit.groupCommit(INSERT, "b1", "Emma");
    for (int version = 0; version < 30; version++) {
      int from = version;
      List<Callable<Integer>> work = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        work.add(() -> unit.groupCommit(MOVE_ON, from + 1, "b1", from));
      }

      assertEquals(1, atOnce(work), "from " + from);
    }
    assertEquals(30, version(unit, "b1"));
  }

  /** One that is refused takes none of the others with it. */
  @DatabaseTest
  void rejectsOnlyDuplicateKeys(TestDatabase database) throws Exception {
    var unit = database.open(SHELF);
    List<Callable<Integer>> work = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      String id = "b" + i % 40; // each comes three times
      work.add(() -> added(unit, id));
    }

    assertEquals(40, atOnce(work));
    assertEquals(40, count(unit));
  }

  @DatabaseTest
  void executesBegunChangesWithNextAwaitedOne(TestDatabase database) {
    var unit = database.open(SHELF);
    var emma = unit.beginGroupCommit(INSERT, "b1", "Emma");
    var persuasion = unit.beginGroupCommit(INSERT, "b2", "Persuasion");
    assertEquals(0, count(unit), "nobody has asked");

    assertEquals(1, persuasion.rows());
    assertEquals(2, count(unit));
    assertEquals(1, emma.rows());
  }

  @DatabaseTest
  void rejectsOnlyDuplicateAmongBegunChanges(TestDatabase database) {
    var unit = database.open(SHELF);
    unit.groupCommit(INSERT, "b1", "Emma");
    var taken = unit.beginGroupCommit(INSERT, "b1", "Persuasion");

    assertEquals(1, unit.groupCommit(INSERT, "b2", "Persuasion"));
    assertThrows(DuplicateKeyException.class, taken::rows);
    assertEquals(2, count(unit));
  }

  @DatabaseTest
  void closeRejectsNewButCompletesBegunChanges(TestDatabase database) {
    var unit = database.open(SHELF);
    var begun = unit.beginGroupCommit(INSERT, "b1", "Emma");
    unit.close();

    assertThrows(ApiException.class, () -> unit.beginGroupCommit(INSERT, "b2", "Persuasion"));
    assertEquals(1, begun.rows());
  }

  /** The count of what is under way decides whether a unit still works. */
  @DatabaseTest
  void continuesAfterRepeatedResultRequest(TestDatabase database) {
    var unit = database.open(SHELF);
    var begun = unit.beginGroupCommit(INSERT, "b1", "Emma");

    assertEquals(1, begun.rows());
    assertEquals(1, begun.rows());
    assertEquals(1, unit.groupCommit(INSERT, "b2", "Persuasion"));
  }

  @DatabaseTest
  void rejectsBegunChangeInsideTransaction(TestDatabase database) {
    var unit = database.open(SHELF);
    var begun = unit.beginGroupCommit(INSERT, "b1", "Emma");

    assertThrows(
        IllegalStateException.class,
        () -> unit.run(em -> unit.beginGroupCommit(INSERT, "b2", "Persuasion")));
    assertThrows(IllegalStateException.class, () -> unit.run(em -> begun.rows()));
    assertEquals(1, begun.rows());
  }

  /** Somebody may have a row for long: others do not wait for it. */
  @DatabaseTest
  void continuesWhileOneRowIsLocked(TestDatabase database) throws Exception {
    var unit = database.open(SHELF);
    unit.groupCommit(INSERT, "b1", "Emma");
    unit.groupCommit(INSERT, "b2", "Persuasion");
    var locked = new CountDownLatch(1);
    var over = new CountDownLatch(1);
    var others = Executors.newFixedThreadPool(6);
    try {
      Future<Integer> holder =
          others.submit(
              () ->
                  unit.jdbc(
                      connection -> {
                        int rows = SqlStatementRunner.update(connection, COUNT_UP, "b1");
                        locked.countDown();
                        await(over);
                        return rows;
                      }));
      locked.await();
      Future<Integer> behind = others.submit(() -> unit.groupCommit(COUNT_UP, "b1"));
      List<Future<Integer>> free = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        free.add(others.submit(() -> unit.groupCommit(COUNT_UP, "b2")));
      }
      for (Future<Integer> each : free) {
        assertEquals(1, each.get());
      }
      over.countDown();
      assertEquals(1, holder.get());
      assertEquals(1, behind.get());
    } finally {
      others.shutdown();
    }
    assertEquals(2, version(unit, "b1"));
    assertEquals(40, version(unit, "b2"));
  }

  /** What MariaDB read for many rows before the table was changed, it fails to carry out. */
  @DatabaseTest
  void continuesAfterTableChange(TestDatabase database) throws Exception {
    var unit = database.open(SHELF);
    unit.groupCommit(INSERT, "b1", "Emma");
    List<Callable<Integer>> work = Collections.nCopies(100, () -> unit.groupCommit(COUNT_UP, "b1"));
    atOnce(work);
    unit.autoCommit(
        connection ->
            SqlStatementRunner.update(
                connection, "create index shelf_title on shelf_book (title)"));

    assertEquals(100, atOnce(work));
    assertEquals(100, atOnce(work));
    assertEquals(300, version(unit, "b1"));
  }

  /** Nor does a server that vanishes in the middle of a group hold its locks for long. */
  @DatabaseTest
  void limitsLockWaitTime(TestDatabase database) {
    List<Long> limits =
        switch (database.kind()) {
          case H2 -> limits(database, "select lock_timeout() / 1000, 5");
          case MARIADB ->
              limits(database, "select @@innodb_lock_wait_timeout, @@idle_transaction_timeout");
        };

    assertEquals(List.of(1L, 5L), limits, "seconds");
  }

  private static List<Long> limits(TestDatabase database, String sql) {
    return database
        .open(SHELF)
        .urgentTransaction(
            connection ->
                SqlStatementRunner.first(
                        connection, row -> List.of(row.getLong(1), row.getLong(2)), sql)
                    .orElseThrow());
  }

  @DatabaseTest
  void rejectsGroupCommitInsideTransaction(TestDatabase database) {
    var unit = database.open(SHELF);

    assertThrows(
        IllegalStateException.class, () -> unit.run(em -> unit.groupCommit(INSERT, "b1", "Emma")));
    assertEquals(0, count(unit));
  }

  private static int added(PersistenceUnit unit, String id) {
    try {
      return unit.groupCommit(INSERT, id, "Title of " + id);
    } catch (DuplicateKeyException e) {
      return 0;
    }
  }

  private static int atOnce(List<Callable<Integer>> work) throws Exception {
    var callers = Executors.newFixedThreadPool(8);
    int sum = 0;
    try {
      for (Future<Integer> each : callers.invokeAll(work)) {
        sum += each.get();
      }
    } finally {
      callers.shutdown();
    }
    return sum;
  }

  private static long version(PersistenceUnit unit, String id) {
    return unit.autoCommit(
        connection ->
            SqlStatementRunner.first(
                    connection,
                    row -> row.getLong(1),
                    "select version_no from shelf_book where tenant_id = 't' and id = ?",
                    id)
                .orElseThrow());
  }

  private static long count(PersistenceUnit unit) {
    return unit.autoCommit(
        connection ->
            SqlStatementRunner.first(
                    connection, row -> row.getLong(1), "select count(*) from shelf_book")
                .orElseThrow());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
