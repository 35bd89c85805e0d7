/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence.datasource;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.lumoauth.api.module.ReadinessProbe;
import org.lumoauth.support.concurrent.DaemonThreadFactory;
import org.mariadb.jdbc.MariaDbDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs in to the database every three seconds outside of the pools. MariaDB does not close sessions
 * when a password changes or a user is dropped, so pooled connections work until they are replaced:
 * without this check, failures would appear minutes after their cause.
 */
final class DatabaseCredentialsMonitor implements ReadinessProbe, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DatabaseCredentialsMonitor.class);
  private static final Duration INTERVAL = Duration.ofSeconds(3);
  private static final List<String> TIMEOUTS = List.of("connectTimeout=4000", "socketTimeout=4000");

  /** One login attempt. */
  interface DatabaseLoginAttempt {
    /** Logs in and closes the connection. */
    void attempt() throws SQLException;
  }

  private final DatabaseSettings settings;
  private final DatabaseLoginAttempt login;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          DaemonThreadFactory.named("lumoauth-database-login"));
  private volatile Optional<String> refusal = Optional.empty();

  DatabaseCredentialsMonitor(DatabaseSettings settings, DatabaseLoginAttempt login) {
    this.settings = settings;
    this.login = login;
  }

  /** Creates a monitor for these settings. An embedded database never rejects a login. */
  static DatabaseCredentialsMonitor of(DatabaseSettings settings) {
    return new DatabaseCredentialsMonitor(
        settings,
        settings.kind() == DatabaseKind.MARIADB ? () -> logInToMariaDb(settings) : () -> {});
  }

  private static void logInToMariaDb(DatabaseSettings settings) throws SQLException {
    var source = new MariaDbDataSource(DatabaseConnectionPools.withAll(settings.url(), TIMEOUTS));
    source.setUser(settings.user());
    source.setPassword(settings.password());
    try (Connection connection = source.getConnection()) {
      LOG.trace("database.login connection={}", connection);
    }
  }

  /** Checks now and at each interval. */
  void start() {
    Future<?> unused =
        timer.scheduleWithFixedDelay(this::check, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Logs in once. Only changes are logged. */
  void check() {
    boolean wasRefused = isRefused();
    try {
      login.attempt();
      if (wasRefused) {
        LOG.info("database.login-accepted place={} user={}", settings.location(), settings.user());
      }
      refusal = Optional.empty();
    } catch (SQLException e) {
      if (DatabaseLoginRefusalDetector.isRefusal(e)) {
        if (!wasRefused) {
          LOG.error("database.login-refused: {}", explanation(e));
        }
        refusal = Optional.of(explanation(e));
      } else { // the database does not respond, which another check reports
        refusal = Optional.empty();
      }
    } catch (RuntimeException e) { // otherwise the timer would stop
      LOG.warn("database.login-unchecked place={}", settings.location(), e);
    }
  }

  private String explanation(SQLException failure) {
    return ("The database at %s rejects the login of user '%s' (%s). Correct the user, "
            + "its password or its privileges; the server recovers by itself when the "
            + "login is accepted.")
        .formatted(settings.location(), settings.user(), failure.getMessage());
  }

  /** Returns whether the last login was rejected. */
  boolean isRefused() {
    return refusal.isPresent();
  }

  @Override
  public Optional<String> findUnreadyReason() {
    return refusal;
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
