/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence.unit;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.persistence.EntityManager;
import javax.persistence.EntityManagerFactory;
import javax.sql.DataSource;
import org.lumoauth.api.event.OutboxEvents;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.PersistenceUnitDefinition;
import org.lumoauth.platform.persistence.RowQuota;
import org.lumoauth.platform.persistence.datasource.ConnectionEvictor;
import org.lumoauth.platform.persistence.datasource.DatabaseConnectionPools;
import org.lumoauth.platform.persistence.group.GroupCommitService;
import org.lumoauth.platform.persistence.migration.ContextClassLoaderScope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An open unit: sessions on its factory, joined per thread and counted until it may close. */
final class OpenJpaPersistenceUnit implements PersistenceUnit {
  private static final Logger LOG = LoggerFactory.getLogger(OpenJpaPersistenceUnit.class);

  private final PersistenceUnitDefinition definition;
  private final DatabaseConnectionPools pool;
  private final GroupCommitService groups;
  private final RowQuotaChecker rows;
  private final Optional<EntityManagerFactory> factory;
  private final ClassLoader loader;
  private final Runnable closed;
  private final InFlightCounter inFlight;

  @SuppressWarnings("ThreadLocalUsage") // one session of each persistence unit
  private final ThreadLocal<EntityManagerSession> current = new ThreadLocal<>();

  OpenJpaPersistenceUnit(
      PersistenceUnitDefinition definition,
      DatabaseConnectionPools pool,
      GroupCommitService groups,
      RowQuotaChecker rows,
      EntityManagerFactory factory,
      Runnable closed) {
    this.definition = definition;
    this.pool = pool;
    this.groups = groups;
    this.rows = rows;
    this.factory = Optional.ofNullable(factory);
    this.loader = new PersistenceUnitClassLoader(definition.loader());
    this.closed = closed;
    this.inFlight = new InFlightCounter(this::closeFactory);
  }

  @Override
  public <T> T read(Function<EntityManager, T> work) {
    return counted(
        () -> {
          EntityManagerSession joined = current.get();
          return joined != null
              ? work.apply(joined.entities())
              : inSession(EntityManagerSession.forReading(newManager()), work);
        });
  }

  @Override
  public <T> T write(Function<EntityManager, T> work) {
    return counted(
        () -> {
          EntityManagerSession joined = current.get();
          return joined != null && joined.isWriting()
              ? joined.join(work)
              : inSession(EntityManagerSession.forWriting(newManager()), work);
        });
  }

  @Override
  public void announce(OutboxEvents announcement) {
    EntityManagerSession open = current.get();
    if (open == null || !open.isWriting()) {
      throw new IllegalStateException("no transaction of this unit is open on this thread");
    }
    try {
      open.sql(announcement::write);
    } catch (SQLException e) {
      throw new UncheckedSqlException(e);
    }
  }

  @Override
  public <T> T jdbc(SqlFunction<T> work) {
    return on(pool.dataSource(), connection -> inTransaction(connection, work));
  }

  @Override
  public <T> T autoCommit(SqlFunction<T> work) {
    return counted(
        () -> {
          try {
            return pool.autoCommit(work);
          } catch (SQLException e) {
            throw new UncheckedSqlException(e);
          }
        });
  }

  @Override
  public void requireWithinQuota(RowQuota quota, String tenantId) {
    rows.requireWithinQuota(quota, tenantId);
  }

  @Override
  public <T> T urgentAutoCommit(SqlFunction<T> work) {
    return on(pool.groups(), work);
  }

  @Override
  public <T> T urgentTransaction(SqlFunction<T> work) {
    return on(pool.groupTransactions(), connection -> inTransaction(connection, work));
  }

  @Override
  public int groupCommit(String sql, Object... values) {
    return beginGroupCommit(sql, values).rows();
  }

  @Override
  public PendingUpdate beginGroupCommit(String sql, Object... values) {
    requireNoTransaction();
    requireOpen();
    return new InFlightUpdate(
        groups.begin(new GroupCommitService.GroupCommitStatement(sql, values)));
  }

  /** A pending update, counted as work in flight until its result is requested. */
  private final class InFlightUpdate implements PendingUpdate {
    private final GroupCommitService.PendingGroupCommit change;
    private boolean asked;

    private InFlightUpdate(GroupCommitService.PendingGroupCommit change) {
      this.change = change;
    }

    @Override
    public int rows() {
      requireNoTransaction();
      if (asked) {
        return translated(this::ended);
      }
      asked = true;
      return ending(this::ended);
    }

    private int ended() {
      try {
        return change.rows();
      } catch (SQLException e) {
        throw new UncheckedSqlException(e);
      }
    }
  }

  private void requireNoTransaction() {
    if (current.get() != null) {
      throw new IllegalStateException(
          "a grouped change is not allowed inside a transaction of this unit");
    }
  }

  @Override
  public void close() {
    inFlight.end();
  }

  /**
   * Runs work in a session. A write inside a read gets its own session; the read continues with its
   * session afterwards.
   */
  private <T> T inSession(EntityManagerSession session, Function<EntityManager, T> work) {
    EntityManagerSession outer = current.get();
    current.set(session);
    try {
      return session.run(work);
    } finally {
      if (outer == null) {
        current.remove();
      } else {
        current.set(outer);
      }
    }
  }

  private <T> T on(DataSource source, SqlFunction<T> work) {
    return counted(
        () -> {
          try (var connection = source.getConnection()) {
            return on(source, connection, work);
          } catch (SQLException e) {
            throw new UncheckedSqlException(e);
          }
        });
  }

  private static <T> T on(DataSource source, Connection connection, SqlFunction<T> work)
      throws SQLException {
    try {
      return work.apply(connection);
    } catch (SQLException e) {
      ConnectionEvictor.evict(source, connection, e);
      throw e;
    }
  }

  private static <T> T inTransaction(Connection connection, SqlFunction<T> work)
      throws SQLException {
    boolean done = false;
    try {
      T result = work.apply(connection);
      connection.commit();
      done = true;
      return result;
    } finally {
      if (!done) {
        rollback(connection);
      }
    }
  }

  private static void rollback(Connection connection) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      LOG.debug("persistence.rollback-failed sqlState={}", e.getSQLState());
    }
  }

  private EntityManager newManager() {
    EntityManagerFactory open =
        factory.orElseThrow(
            () -> new IllegalStateException("the unit " + definition.name() + " has no entities"));
    return ContextClassLoaderScope.in(loader, open::createEntityManager);
  }

  private <T> T counted(Supplier<T> work) {
    requireOpen();
    return ending(work);
  }

  private void requireOpen() {
    if (!inFlight.begin()) {
      throw ApiException.moduleUnavailable(definition.name());
    }
  }

  private <T> T ending(Supplier<T> work) {
    try {
      return translated(work);
    } finally {
      inFlight.done();
    }
  }

  private <T> T translated(Supplier<T> work) {
    try {
      return work.get();
    } catch (RuntimeException e) {
      throw PersistenceExceptionTranslator.translate(definition.name(), e);
    }
  }

  private void closeFactory() {
    try {
      factory.ifPresent(EntityManagerFactory::close);
    } finally {
      closed.run();
    }
    LOG.info("persistence.unit-closed unit={}", definition.name());
  }
}
