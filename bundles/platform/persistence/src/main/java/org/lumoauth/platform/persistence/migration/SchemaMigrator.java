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
import org.lumoauth.platform.persistence.PersistenceUnitDefinition;
import org.lumoauth.platform.persistence.datasource.DatabaseKind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies changelogs by Liquibase, one at a time in this process and, on a shared database, among
 * all servers.
 *
 * <p>Liquibase's own lock is a row that nobody removes when its holder is killed. Ours stands
 * around it, so that whatever Liquibase finds there when we hold ours is such a leftover and is
 * removed.
 */
public final class SchemaMigrator {
  private static final Logger LOG = LoggerFactory.getLogger(SchemaMigrator.class);

  /**
   * One for the process: Liquibase keeps its lock services in static state and resets all at once.
   */
  private static final ReentrantLock TURN = new ReentrantLock();

  private final DataSource source;
  private final MigrationLock lock;
  private final SchemaChecksumStore seals;

  public SchemaMigrator(DataSource source, DatabaseKind kind) {
    this.source = source;
    this.lock = MigrationLock.of(kind, source);
    this.seals = new SchemaChecksumStore(source);
  }

  /**
   * Brings the unit's tables to the changelog's state.
   *
   * @throws IllegalStateException with a message for the operator if a change that was applied
   *     before differs now, or one could not be applied
   */
  public void apply(PersistenceUnitDefinition unit) {
    TURN.lock();
    try {
      if (!seals.isUpToDate(unit)) {
        lockAndUpdate(unit);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(
          "The schema of " + unit.name() + " could not be examined: " + e.getMessage(), e);
    } finally {
      TURN.unlock();
    }
  }

  private void lockAndUpdate(PersistenceUnitDefinition unit) throws SQLException {
    try (var held = lock.acquire()) {
      var accessor =
          new ChangelogAccessor(unit.anchor().getClassLoader(), Liquibase.class.getClassLoader());
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
    // Analytics: a server tells nobody that it starts.
    Map<String, Object> scope =
        Map.of(
            Scope.Attr.resourceAccessor.name(),
            accessor,
            Scope.Attr.classLoader.name(),
            Liquibase.class.getClassLoader(),
            Scope.Attr.ui.name(),
            new LoggerUIService(), // standard output is not ours
            Scope.Attr.logService.name(),
            new LiquibaseLogService(),
            "liquibase.analytics.logLevel",
            Level.FINE,
            "liquibase.analytics.enabled",
            false); // a server tells nobody that it starts
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
      // In a line of its own: what waits for the unit fails too, and reports that at length.
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
        return "A database change of "
            + unit.name()
            + " that was applied before is different now: "
            + String.join("; ", invalid.getInvalidMD5Sums())
            + ". Applied changes are never edited: install the version that fits this database, or"
            + " restore the change and add a new one.";
      }
    }
    return "The schema of " + unit.name() + " could not be brought up to date: " + root(failure);
  }

  private static String root(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.getMessage();
  }
}
