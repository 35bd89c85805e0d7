/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lumoauth.platform.persistence.testkit.BookPersistenceUnit.SHELF;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javax.persistence.EntityManager;
import org.lumoauth.api.event.OutboxEvents;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.SqlStatementRunner;

/** Many rows are deleted in several small transactions. */
class BatchedPurgeTest {

  private static final String DELETE = "delete from shelf_book where tenant_id = ? and title < ?";

  @DatabaseTest
  void deletesInLimitedTransactions(TestDatabase database) {
    var unit = new Watched(database.open(SHELF));
    fill(unit, "t1", 2 * PersistenceUnit.PURGED_AT_ONCE + 1);
    fill(unit, "t2", 1);

    int deleted = unit.deleteInBatches(DELETE, "t1", "z");

    assertEquals(2 * PersistenceUnit.PURGED_AT_ONCE + 1, deleted);
    assertEquals(
        List.of(PersistenceUnit.PURGED_AT_ONCE, PersistenceUnit.PURGED_AT_ONCE, 1), unit.results);
    assertEquals(0, count(unit, "t1"));
    assertEquals(1, count(unit, "t2"));
  }

  @DatabaseTest
  void deletesNothingWithoutMatchingRows(TestDatabase database) {
    var unit = database.open(SHELF);
    fill(unit, "t1", PersistenceUnit.PURGED_AT_ONCE);

    assertEquals(0, unit.deleteInBatches(DELETE, "t1", ""));
    assertEquals(PersistenceUnit.PURGED_AT_ONCE, unit.deleteInBatches(DELETE, "t1", "z"));
  }

  private static void fill(PersistenceUnit unit, String tenant, int rows) {
    unit.<Void>jdbc(
        connection -> {
          try (var statement =
              connection.prepareStatement(
                  "insert into shelf_book (tenant_id, id, title, version_no) values (?, ?, ?, 1)")) {
            for (int i = 0; i < rows; i++) {
              SqlStatementRunner.set(statement, tenant, "b" + i, "Emma " + i);
              statement.addBatch();
            }
            statement.executeBatch();
          }
          return null;
        });
  }

  private static int count(PersistenceUnit unit, String tenant) {
    return unit.jdbc(
        connection ->
            SqlStatementRunner.first(
                    connection,
                    row -> row.getInt(1),
                    "select count(*) from shelf_book where tenant_id = ?",
                    tenant)
                .orElseThrow());
  }

  /** Notes what each transaction of a statement came to. */
  private static final class Watched implements PersistenceUnit {

    private final PersistenceUnit unit;
    private final List<Object> results = new ArrayList<>();

    Watched(PersistenceUnit unit) {
      this.unit = unit;
    }

    @Override
    public <T> T autoCommit(SqlFunction<T> work) {
      T result = unit.autoCommit(work);
      results.add(result);
      return result;
    }

    @Override
    public <T> T read(Function<EntityManager, T> work) {
      return unit.read(work);
    }

    @Override
    public <T> T write(Function<EntityManager, T> work) {
      return unit.write(work);
    }

    @Override
    public <T> T jdbc(SqlFunction<T> work) {
      return unit.jdbc(work);
    }

    @Override
    public int groupCommit(String sql, Object... values) {
      return unit.groupCommit(sql, values);
    }

    @Override
    public void announce(OutboxEvents announcement) {
      unit.announce(announcement);
    }

    @Override
    public void close() {
      unit.close();
    }
  }
}
