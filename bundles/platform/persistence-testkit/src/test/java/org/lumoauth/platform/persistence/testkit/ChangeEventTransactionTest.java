/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.platform.persistence.testkit.BookPersistenceUnit.SHELF;
import static org.lumoauth.platform.persistence.testkit.BookPersistenceUnit.put;
import static org.lumoauth.platform.persistence.testkit.BookPersistenceUnit.title;

import java.sql.Connection;
import java.sql.SQLException;
import org.lumoauth.api.event.OutboxEvents;
import org.lumoauth.platform.persistence.DuplicateKeyException;
import org.lumoauth.platform.persistence.SqlStatementRunner;
import org.lumoauth.platform.persistence.testkit.entity.Book;
import org.lumoauth.platform.persistence.testkit.entity.BookKey;

/** Events are written in the transaction of their change. */
class ChangeEventTransactionTest {

  @DatabaseTest
  void writesEventWithItsChange(TestDatabase database) {
    var unit = database.open(SHELF);

    unit.run(
        em -> {
          em.persist(new Book(new BookKey("t1", "b1"), "Emma"));
          unit.announce(new Note());
        });

    assertEquals("Emma", title(unit, "t1", "b1"));
    assertEquals("told", title(unit, "t1", "note"));
  }

  @DatabaseTest
  void rollsBackEventWithItsChange(TestDatabase database) {
    var unit = database.open(SHELF);

    assertThrows(
        IllegalArgumentException.class,
        () ->
            unit.run(
                em -> {
                  unit.announce(new Note());
                  throw new IllegalArgumentException("no");
                }));

    assertNull(unit.read(em -> em.find(Book.class, new BookKey("t1", "note"))));
  }

  @DatabaseTest
  void rollsBackEventIfCommitFails(TestDatabase database) {
    var unit = database.open(SHELF);
    put(unit, "t1", "b1", "Emma");

    assertThrows(
        DuplicateKeyException.class,
        () ->
            unit.run(
                em -> {
                  em.persist(new Book(new BookKey("t1", "b2"), "Emma"));
                  unit.announce(new Note());
                }));

    assertNull(unit.read(em -> em.find(Book.class, new BookKey("t1", "note"))));
  }

  @DatabaseTest
  void rollsBackChangeIfEventCannotBeWritten(TestDatabase database) {
    var unit = database.open(SHELF);
    put(unit, "t1", "note", "there");

    assertThrows(
        DuplicateKeyException.class,
        () ->
            unit.run(
                em -> {
                  em.persist(new Book(new BookKey("t1", "b1"), "Emma"));
                  em.flush();
                  unit.announce(new Note());
                }));

    assertNull(unit.read(em -> em.find(Book.class, new BookKey("t1", "b1"))));
  }

  @DatabaseTest
  void rejectsEventOutsideWriteTransaction(TestDatabase database) {
    var unit = database.open(SHELF);

    assertThrows(IllegalStateException.class, () -> unit.announce(new Note()));
    assertThrows(
        IllegalStateException.class,
        () ->
            unit.read(
                em -> {
                  unit.announce(new Note());
                  return null;
                }));
  }

  /** Writes a book of its own. */
  private record Note() implements OutboxEvents {
    @Override
    public void write(Connection connection) throws SQLException {
      SqlStatementRunner.update(
          connection,
          "insert into shelf_book (tenant_id, id, title, version_no) values (?, ?, ?, ?)",
          "t1",
          "note",
          "told",
          1L);
    }

    @Override
    public void publish() {
      throw new UnsupportedOperationException();
    }
  }
}
