/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence.migration;

import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Level;
import javax.sql.DataSource;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.UpdateSummaryEnum;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.ValidationFailedException;
import liquibase.lockservice.LockServiceFactory;
import liquibase.ui.LoggerUIService;
import org.jspecify.annotations.Nullable;
import org.lumoauth.platform.persistence.PersistenceUnitDefinition;
import org.lumoauth.platform.persistence.datasource.DatabaseKind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies changelogs with Liquibase, one at a time in this process and, on a shared database, among
 * all servers.
 *
 * <p>Liquibase's own lock is a row that remains after a crash of its owner. The lock of this class
 * encloses it, so any Liquibase lock found while owning this one is such a leftover and is removed.
 */
public final class SchemaMigrator {
  private static final Logger LOG = LoggerFactory.getLogger(SchemaMigrator.class);

  /**
   * One for the process, because Liquibase stores its lock services in static state and resets all
   * of them.
   */
  private static final ReentrantLock TURN = new ReentrantLock();

  private final DataSource source;
  private final MigrationLock lock;
  private final VerifiedChangelogDigestStore seals;

  public SchemaMigrator(DataSource source, DatabaseKind kind) {
    this.source = source;
    this.lock = MigrationLock.of(kind, source);
    this.seals = new VerifiedChangelogDigestStore(source);
  }

  /**
   * Migrates the unit's tables to the state of its changelog.
   *
   * @throws IllegalStateException with a message for the operator if an applied change differs now,
   *     or a change could not be applied
   */
  public void apply(PersistenceUnitDefinition unit) {
    TURN.lock();
    try {
      if (!seals.isUpToDate(unit)) {
        lockAndUpdate(unit);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(
          "The schema of " + unit.name() + " could not be checked: " + e.getMessage(), e);
    } finally {
      TURN.unlock();
    }
  }

  private void lockAndUpdate(PersistenceUnitDefinition unit) throws SQLException {
    try (var held = lock.acquire()) {
      var accessor = new ChangelogAccessor(unit.loader(), Liquibase.class.getClassLoader());
      ContextClassLoaderScope.in(
          Liquibase.class.getClassLoader(),
          () -> {
            update(unit, accessor);
            return null;
          });
      seals.put(unit, accessor.ofTheUnit());
    }
  }

  private void update(PersistenceUnitDefinition unit, ChangelogAccessor accessor) {
    // Disables analytics, so that no data about the server is sent.
    Map<String, Object> scope =
        Map.of(
            Scope.Attr.resourceAccessor.name(),
            accessor,
            Scope.Attr.classLoader.name(),
            Liquibase.class.getClassLoader(),
            Scope.Attr.ui.name(),
            new LoggerUIService(), // standard output must not be used
            Scope.Attr.logService.name(),
            new LiquibaseLogService(),
            "liquibase.analytics.logLevel",
            Level.FINE,
            "liquibase.analytics.enabled",
            false); // no data about the server is sent
    try (var connection = source.getConnection()) {
      var database =
          DatabaseFactory.getInstance()
              .findCorrectDatabaseImplementation(new JdbcConnection(connection));
      Scope.child(
          scope,
          () -> {
            LockServiceFactory.getInstance().getLockService(database).forceReleaseLock();
            var liquibase = new Liquibase(unit.changelog(), accessor, database);
            liquibase.setShowSummary(UpdateSummaryEnum.OFF);
            liquibase.update(new Contexts(), new LabelExpression());
          });
    } catch (Exception e) { // Scope.child throws Exception
      String reason = explain(unit, e);
      // Logged separately, because the services that wait for the unit also fail and log long
      // errors.
      LOG.error("schema.refused unit={} reason=\"{}\"", unit.name(), reason);
      throw new IllegalStateException(reason, e);
    } finally {
      LockServiceFactory.getInstance().resetAll();
    }
  }

  private static String explain(PersistenceUnitDefinition unit, Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ValidationFailedException invalid
          && !invalid.getInvalidMD5Sums().isEmpty()) {
        return "An applied database change of "
            + unit.name()
            + " has been modified: "
            + String.join("; ", invalid.getInvalidMD5Sums())
            + ". Applied changes must not be edited. Install the version that matches "
            + "this database, or"
            + " restore the change and add a new one.";
      }
    }
    return "The schema of " + unit.name() + " could not be migrated: " + root(failure);
  }

  private static @Nullable String root(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.getMessage();
  }
}
