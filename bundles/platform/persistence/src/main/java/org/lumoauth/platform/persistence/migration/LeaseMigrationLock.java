/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence.migration;

import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.lumoauth.api.module.ResilientScheduledTask;
import org.lumoauth.support.concurrent.DaemonThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lock stored in a row with an expiry by the database's clock, which its owner keeps renewing.
 * After a crash, another server continues after {@link #LEASE}. {@code GET_LOCK} is not used,
 * because other nodes of a Galera cluster do not see it.
 */
final class LeaseMigrationLock implements MigrationLock {
  private static final Logger LOG = LoggerFactory.getLogger(LeaseMigrationLock.class);
  private static final Duration LEASE = Duration.ofSeconds(20);
  private static final Duration RENEWAL = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final DataSource source;
  private final String owner = UUID.randomUUID().toString();

  LeaseMigrationLock(DataSource source) {
    this.source = source;
  }

  @Override
  public MigrationLockHandle acquire() throws SQLException {
    createTable();
    long end = System.nanoTime() + PATIENCE.toNanos();
    boolean told = false;
    while (!take()) {
      if (!told) {
        LOG.info("schema.lock.waiting");
        told = true;
      }
      if (System.nanoTime() > end) {
        throw new IllegalStateException(
            "Another server has been changing the database schema for "
                + PATIENCE.toMinutes()
                + " minutes. See the log of that server.");
      }
      pause();
    }
    return keep();
  }

  private MigrationLockHandle keep() {
    var renewal =
        Executors.newSingleThreadScheduledExecutor(
            DaemonThreadFactory.named("lumoauth-schema-lock"));
    Future<?> unused =
        renewal.scheduleAtFixedRate(
            new ResilientScheduledTask(this::renew, e -> LOG.warn("schema.lock.not-renewed", e)),
            RENEWAL.toMillis(),
            RENEWAL.toMillis(),
            TimeUnit.MILLISECONDS);
    return () -> release(renewal);
  }

  private void renew() {
    try {
      take();
    } catch (SQLException e) {
      // The migration uses the same database and fails by itself.
      LOG.warn("schema.lock.not-renewed sqlState={}", e.getSQLState());
    }
  }

  private void release(ScheduledExecutorService renewal) {
    renewal.shutdownNow();
    try (var connection = source.getConnection();
        var statement =
            connection.prepareStatement(
                "UPDATE schema_lock SET owner = NULL, ends_at = 0 WHERE id = 1 AND owner = ?")) {
      statement.setString(1, owner);
      statement.executeUpdate();
      connection.commit();
    } catch (SQLException e) {
      LOG.warn("schema.lock.not-released sqlState={}", e.getSQLState());
    }
  }

  private boolean take() throws SQLException {
    try (var connection = source.getConnection();
        var statement =
            connection.prepareStatement(
                "UPDATE schema_lock SET owner = ?, ends_at = UNIX_TIMESTAMP() + ?"
                    + " WHERE id = 1 AND (ends_at < UNIX_TIMESTAMP() OR owner = ?)")) {
      statement.setString(1, owner);
      statement.setLong(2, LEASE.toSeconds());
      statement.setString(3, owner);
      boolean taken = statement.executeUpdate() == 1;
      connection.commit();
      return taken;
    } catch (SQLException e) {
      if ("40001".equals(e.getSQLState())) {
        return false; // Another node of the cluster was first (Galera certification).
      }
      throw e;
    }
  }

  private void createTable() throws SQLException {
    try (var connection = source.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE IF NOT EXISTS schema_lock (id INT PRIMARY KEY, owner VARCHAR(36),"
              + " ends_at BIGINT NOT NULL)");
      statement.execute("INSERT IGNORE INTO schema_lock (id, owner, ends_at) VALUES (1, NULL, 0)");
      connection.commit();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the schema lock", e);
    }
  }
}
