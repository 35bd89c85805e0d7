/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence.testkit;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.lumoauth.api.tenant.TenantDataEraser;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.PersistenceUnitDefinition;
import org.lumoauth.platform.persistence.PersistenceUnitFactory;
import org.lumoauth.platform.persistence.datasource.DatabaseConnectionPools;
import org.lumoauth.platform.persistence.datasource.DatabaseDefaultsInitializer;
import org.lumoauth.platform.persistence.datasource.DatabaseKind;
import org.lumoauth.platform.persistence.datasource.DatabaseSettings;
import org.lumoauth.platform.persistence.unit.DeclaredTableTenantDataEraser;
import org.lumoauth.platform.persistence.unit.OpenJpaPersistenceUnitFactory;

/** A database of one test, initially empty and removed after it. */
public final class TestDatabase implements AutoCloseable {
  private static final Pattern XML = Pattern.compile("[.]xml$");

  private final DatabaseSettings settings;
  private final Optional<String> removal;
  private final DatabaseConnectionPools pool;
  private final PersistenceUnitFactory units;
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();

  TestDatabase(DatabaseSettings settings, Optional<String> removal, SchemaCopyCache copies) {
    this.settings = settings;
    this.removal = removal;
    this.pool = new DatabaseConnectionPools(settings);
    this.units =
        new SchemaCopyPersistenceUnitFactory(
            prepared(pool), pool.dataSource(), settings.kind(), copies);
  }

  /** Creates an empty database on a server that the test started itself; the server removes it. */
  public static TestDatabase on(MariaDbServer server, String name) {
    return new TestDatabase(server.create(name), Optional.empty(), new SchemaCopyCache());
  }

  /**
   * Creates an empty H2 database, for tests that do not run once for each kind; the caller closes
   * it.
   */
  public static TestDatabase inMemory() {
    return new TestDatabaseFactory().create(DatabaseKind.H2);
  }

  /** Returns the kind of database. */
  public DatabaseKind kind() {
    return settings.kind();
  }

  /** Returns the connection settings. */
  public DatabaseSettings settings() {
    return settings;
  }

  /** Returns a data source as a server uses it. */
  public DataSource dataSource() {
    return pool.dataSource();
  }

  /**
   * Returns persistence units on this database, as injected into a bundle; tables that an earlier
   * test created for a unit in an empty database are copied, not created by the changelog again.
   */
  public PersistenceUnitFactory units() {
    return units;
  }

  /**
   * Returns the definition of the unit of a bundle without entities, which its only changelog
   * {@code db/*.xml} names.
   *
   * @param anchor a class of the bundle under test
   */
  public static PersistenceUnitDefinition tablesOf(Class<?> anchor) {
    try {
      Path classes = Path.of(anchor.getProtectionDomain().getCodeSource().getLocation().toURI());
      try (Stream<Path> files = Files.list(classes.resolve("db"))) {
        List<String> names =
            files.map(file -> file.getFileName().toString()).filter(XML.asPredicate()).toList();
        if (names.size() != 1) {
          throw new IllegalStateException("not exactly one changelog in db: " + names);
        }
        String name = names.get(0).substring(0, names.get(0).length() - ".xml".length());
        return PersistenceUnitDefinition.ofTables(name, anchor.getClassLoader());
      }
    } catch (URISyntaxException | IOException e) {
      throw new IllegalStateException("no changelog of the bundle of " + anchor, e);
    }
  }

  /** Returns the platform's eraser for a bundle that declares these tables. */
  public TenantDataEraser eraser(List<String> tables) {
    return new DeclaredTableTenantDataEraser(pool, () -> tables);
  }

  /** Opens a unit that is closed after the test. */
  public PersistenceUnit open(PersistenceUnitDefinition definition) {
    var unit = units.open(definition);
    opened.push(unit);
    return unit;
  }

  /**
   * Returns units of another server on the same database, with their own connections; their
   * changelogs create their tables.
   */
  public PersistenceUnitFactory anotherServer() {
    var other = new DatabaseConnectionPools(settings);
    opened.push(other);
    return prepared(other);
  }

  private PersistenceUnitFactory prepared(DatabaseConnectionPools connections) {
    try {
      DatabaseDefaultsInitializer.of(settings.kind()).prepare(connections.dataSource());
    } catch (SQLException e) {
      throw new IllegalStateException("no test database at " + settings.location(), e);
    }
    return new OpenJpaPersistenceUnitFactory(connections, settings.kind());
  }

  @Override
  public void close() {
    for (AutoCloseable each : opened) {
      try {
        each.close();
      } catch (Exception e) {
        throw new IllegalStateException("a test's resource could not be closed", e);
      }
    }
    removal.ifPresent(this::execute);
    pool.close();
  }

  private void execute(String sql) {
    try (var connection = pool.dataSource().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException("the test database could not be removed", e);
    }
  }

  @Override
  public String toString() {
    return kind().toString();
  }
}
