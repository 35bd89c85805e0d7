/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence.testkit;

import java.util.List;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.PersistenceUnitDefinition;
import org.lumoauth.platform.persistence.testkit.entity.Book;
import org.lumoauth.platform.persistence.testkit.entity.BookKey;

/** A unit with one table, of books. */
final class BookPersistenceUnit {
  static final PersistenceUnitDefinition SHELF =
      new PersistenceUnitDefinition(
          "shelf", Book.class, List.of(Book.class, BookKey.class), "db/shelf.xml");

  private BookPersistenceUnit() {}

  static void put(PersistenceUnit unit, String tenant, String id, String title) {
    unit.run(em -> em.persist(new Book(new BookKey(tenant, id), title)));
  }

  static void rename(PersistenceUnit unit, String tenant, String id, String title) {
    unit.run(em -> em.find(Book.class, new BookKey(tenant, id)).rename(title));
  }

  static String title(PersistenceUnit unit, String tenant, String id) {
    return unit.read(em -> em.find(Book.class, new BookKey(tenant, id)).title());
  }
}
