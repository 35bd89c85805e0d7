/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence.testkit;

import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.PersistenceUnitDefinition;
import org.lumoauth.platform.persistence.PersistenceUnitFactory;
import org.lumoauth.platform.persistence.datasource.DatabaseKind;

/**
 * Persistence units that copy the schema into an empty database if the same unit was opened in an
 * empty database before. The tables are then as its changelog creates them, including the history,
 * so that Liquibase, which takes longer than most tests, has no work. In a database with content
 * only the changelog is used.
 */
final class SchemaCopyPersistenceUnitFactory implements PersistenceUnitFactory {
  private final PersistenceUnitFactory units;
  private final DataSource source;
  private final DatabaseKind kind;
  private final SchemaCopyCache copies;

  SchemaCopyPersistenceUnitFactory(
      PersistenceUnitFactory units, DataSource source, DatabaseKind kind, SchemaCopyCache copies) {
    this.units = units;
    this.source = source;
    this.kind = kind;
    this.copies = copies;
  }

  @Override
  public synchronized PersistenceUnit open(PersistenceUnitDefinition definition) {
    if (!isEmpty()) {
      return units.open(definition);
    }
    Optional<SchemaCopy> copy = copies.find(kind, definition);
    copy.ifPresent(this::make);
    PersistenceUnit unit = units.open(definition);
    if (copy.isEmpty()) {
      copies.keep(kind, definition, copy());
    }
    return unit;
  }

  private boolean isEmpty() {
    try (var connection = source.getConnection()) {
      return SchemaCopy.tables(connection).isEmpty();
    } catch (SQLException e) {
      throw new IllegalStateException("the tables of a test database could not be listed", e);
    }
  }

  private void make(SchemaCopy copy) {
    try (var connection = source.getConnection()) {
      copy.restore(connection);
    } catch (SQLException e) {
      throw new IllegalStateException("the tables of a test could not be restored", e);
    }
  }

  private SchemaCopy copy() {
    try (var connection = source.getConnection()) {
      return SchemaCopy.capture(kind, connection);
    } catch (SQLException e) {
      throw new IllegalStateException("the tables of a test could not be copied", e);
    }
  }
}
