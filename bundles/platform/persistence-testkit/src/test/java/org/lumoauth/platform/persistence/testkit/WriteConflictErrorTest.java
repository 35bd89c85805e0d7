/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.platform.persistence.testkit.BookPersistenceUnit.SHELF;
import static org.lumoauth.platform.persistence.testkit.BookPersistenceUnit.put;

import java.sql.SQLException;
import org.lumoauth.api.web.ClientFacingException;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.testkit.entity.Book;
import org.lumoauth.platform.persistence.testkit.entity.BookKey;

/** Errors for write conflicts that no code handled. */
class WriteConflictErrorTest {

  @DatabaseTest
  void mapsConcurrentChangeTo409(TestDatabase database) {
    var unit = database.open(SHELF);
    put(unit, "t1", "b1", "Emma");

    var failure =
        failure(
            () ->
                unit.run(
                    em -> {
                      var book = em.find(Book.class, new BookKey("t1", "b1"));
                      overtake(unit);
                      book.rename("Sanditon");
                    }));

    assertTold(409, "conflict", failure);
  }

  @DatabaseTest
  void mapsDuplicateKeyTo409(TestDatabase database) {
    var unit = database.open(SHELF);
    put(unit, "t1", "b1", "Emma");

    assertTold(409, "conflict", failure(() -> put(unit, "t1", "b1", "Persuasion")));
  }

  @DatabaseTest
  void mapsDeadlockAndLockTimeoutTo503(TestDatabase database) {
    var unit = database.open(SHELF);

    assertTold(503, "temporarily_unavailable", failure(unit, "40001", 1213)); // a deadlock
    assertTold(503, "temporarily_unavailable", failure(unit, "HY000", 1205)); // a lock in MariaDB
    assertTold(503, "temporarily_unavailable", failure(unit, "HYT00", 50200)); // a lock in H2
  }

  private static void overtake(PersistenceUnit unit) {
    unit.jdbc(
        connection -> {
          try (var statement = connection.createStatement()) {
            return statement.executeUpdate(
                "UPDATE shelf_book SET title = 'Persuasion', version_no = version_no + 1");
          }
        });
  }

  private static ClientFacingException failure(PersistenceUnit unit, String state, int code) {
    return failure(
        () ->
            unit.jdbc(
                connection -> {
                  throw new SQLException("no", state, code);
                }));
  }

  private static ClientFacingException failure(Runnable work) {
    return (ClientFacingException) assertThrows(RuntimeException.class, work::run);
  }

  private static void assertTold(int status, String code, ClientFacingException failure) {
    assertEquals(status, failure.toApiException().status());
    assertEquals(code, failure.toApiException().code());
  }
}
