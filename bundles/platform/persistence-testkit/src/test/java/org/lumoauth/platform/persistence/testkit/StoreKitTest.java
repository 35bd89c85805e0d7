/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.platform.persistence.testkit.BookPersistenceUnit.SHELF;

import com.fasterxml.jackson.core.type.TypeReference;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.event.OutboxEvents;
import org.lumoauth.platform.persistence.DuplicateKeyException;
import org.lumoauth.platform.persistence.InvalidStoredDataException;
import org.lumoauth.platform.persistence.JsonColumnConverter;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.SqlStatementRunner;

/** The statements, columns and erasure that every store uses. */
class StoreKitTest {
  private static final String ADD =
      "insert into shelf_book (tenant_id, id, title, version_no) values (?, ?, ?, ?)";
  private static final Instant TIME = Instant.parse("2026-12-01T10:00:00.123456Z");
  private static final JsonColumnConverter<Print> PRINT =
      JsonColumnConverter.of("shelf_book", Print.class);

  /** A value of a JSON column. */
  record Print(String place, int year) {}

  @DatabaseTest
  void readsAndChangesRows(TestDatabase database) {
    var unit = database.open(SHELF);

    assertEquals(1, unit.update(ADD, "t1", "b1", "Emma", 1));
    assertEquals(1, unit.update(ADD, "t1", "b2", "Persuasion", 1));

    String titles = "select title from shelf_book where tenant_id = ? order by id";
    assertEquals(List.of("Emma", "Persuasion"), unit.list(row -> row.getString(1), titles, "t1"));
    assertEquals(Optional.of("Emma"), unit.first(row -> row.getString(1), titles, "t1"));
    assertEquals(2, unit.count("select count(*) from shelf_book where tenant_id = ?", "t1"));
    assertEquals(0, unit.count("select count(*) from shelf_book where tenant_id = ?", "t2"));
    assertThrows(DuplicateKeyException.class, () -> unit.update(ADD, "t1", "b1", "Other", 1));
  }

  @DatabaseTest
  void storesEventsOnlyWithAChange(TestDatabase database) {
    var unit = database.open(SHELF);
    unit.update(ADD, "t1", "b1", "Emma", 1);
    String rename = "update shelf_book set title = ? where tenant_id = ? and id = ?";

    assertEquals(0, unit.update(new EventRow(), rename, "Other", "t1", "b9"));
    assertEquals(0, unit.count("select count(*) from shelf_book where id = 'event'"));
    assertEquals(1, unit.update(new EventRow(), rename, "Other", "t1", "b1"));
    assertEquals(1, unit.count("select count(*) from shelf_book where id = 'event'"));
  }

  @DatabaseTest
  void storesTimesInMicroseconds(TestDatabase database) {
    var unit = database.open(SHELF);
    unit.update(ADD, "t1", "b1", "Emma", TIME);
    unit.groupCommit(ADD, "t1", "b2", "Persuasion", TIME.plusNanos(999));
    String times = "select version_no from shelf_book where tenant_id = ? order by id";

    assertEquals(
        List.of(TIME, TIME),
        unit.list(row -> SqlStatementRunner.instant(row, "version_no"), times, "t1"));
    assertEquals(
        1_796_119_200_123_456L, unit.first(row -> row.getLong(1), times, "t1").orElseThrow());
  }

  @DatabaseTest
  void readsNullableInstant(TestDatabase database) {
    var unit = database.open(SHELF);
    unit.update(ADD, "t1", "b1", "Emma", 1);
    String none = "select cast(null as decimal(19)) as ended from shelf_book";

    assertEquals(
        Optional.of(Optional.empty()),
        unit.first(row -> SqlStatementRunner.findInstant(row, "ended"), none));
    assertThrows(
        RuntimeException.class,
        () -> unit.first(row -> SqlStatementRunner.instant(row, "ended"), none));
  }

  @DatabaseTest
  void storesValuesAsJson(TestDatabase database) {
    var unit = database.open(SHELF);
    unit.update(ADD, "t1", "b1", PRINT.write(new Print("Bath", 1816)), 1);

    assertEquals(
        Optional.of(new Print("Bath", 1816)),
        unit.first(row -> PRINT.read(row.getString(1), "b1"), "select title from shelf_book"));
  }

  @Test
  void ignoresUnknownMembersOfLaterVersion() {
    assertEquals(
        new Print("Bath", 1816),
        PRINT.read(
            """
            {"place":"Bath","year":1816,"ink":1}""",
            "b1"));
  }

  @Test
  void readsGenericTypesAndBytes() {
    JsonColumnConverter<List<String>> column =
        JsonColumnConverter.of("shelf_book", new TypeReference<>() {});

    assertEquals(List.of("a", "b"), column.read(column.writeBytes(List.of("a", "b")), "b1"));
  }

  @Test
  void reportsRowOfInvalidDataWithoutItsContent() {
    var broken =
        assertThrows(
            InvalidStoredDataException.class,
            () ->
                PRINT.read(
                    """
                    {"place":"Bath","year":"hush"}""",
                    "b1"));

    assertEquals(
        "The stored JSON in the row b1 of the table shelf_book is not valid at year.",
        broken.getMessage());
    assertNull(broken.getCause());
    byte[] half = "{\"place\":".getBytes(StandardCharsets.UTF_8);
    assertThrows(InvalidStoredDataException.class, () -> PRINT.read(half, "b1"));
    assertThrows(InvalidStoredDataException.class, () -> PRINT.read("{} {}", "b1"));
  }

  @DatabaseTest
  void erasesTablesOfTenant(TestDatabase database) {
    var unit = database.open(SHELF);
    fill(unit, "t1", 2 * PersistenceUnit.PURGED_AT_ONCE + 1);
    fill(unit, "t2", 1);

    database.eraser(List.of("shelf_loan_of_a_bundle_that_never_ran", "shelf_book")).erase("t1");

    assertEquals(0, unit.count("select count(*) from shelf_book where tenant_id = ?", "t1"));
    assertEquals(1, unit.count("select count(*) from shelf_book where tenant_id = ?", "t2"));
  }

  @DatabaseTest
  void rejectsInvalidTableName(TestDatabase database) {
    var unit = database.open(SHELF);
    fill(unit, "t1", 1);
    var eraser = database.eraser(List.of("shelf_book where 1 = 1 or"));

    assertThrows(IllegalStateException.class, () -> eraser.erase("t1"));
    assertFalse(unit.count("select count(*) from shelf_book") == 0);
  }

  private static void fill(PersistenceUnit unit, String tenant, int books) {
    unit.jdbc(
        connection -> {
          for (int i = 0; i < books; i++) {
            SqlStatementRunner.update(connection, ADD, tenant, "b" + i, "Title " + i, 1);
          }
          return null;
        });
  }

  private static final class EventRow implements OutboxEvents {
    @Override
    public void write(Connection connection) throws SQLException {
      SqlStatementRunner.update(connection, ADD, "t1", "event", "event", 1);
    }

    @Override
    public void publish() {
      throw new IllegalStateException("the caller publishes");
    }
  }
}
