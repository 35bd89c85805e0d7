/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence.datasource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.lumoauth.api.metric.MetricSource;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.mariadb.jdbc.MariaDbDataSource;

/**
 * Connection pools that exist before the database is available and survive its restarts. A caller
 * gets a working connection or an exception within five seconds. There are separate pools for
 * single statements and for transactions, because switching a connection costs MariaDB two round
 * trips. Each exists for general use and for grouped work that many callers wait for.
 */
public final class DatabaseConnectionPools implements AutoCloseable {

  /**
   * The settings of a MariaDB session, independent of the server's defaults: invalid values are
   * rejected, updates see the row before the statement as in standard SQL, times are UTC, and text
   * is compared by bytes.
   */
  private static final String MARIADB_SESSION =
      "SET SESSION sql_mode='STRICT_ALL_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE,"
          + "ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION,SIMULTANEOUS_ASSIGNMENT',"
          + " time_zone='+00:00', collation_connection='utf8mb4_nopad_bin'";

  private static final List<String> MARIADB_OPTIONS =
      List.of("connectTimeout=4000", "socketTimeout=60000", "useServerPrepStmts=true");

  /**
   * Many callers wait for grouped work, so no lock may delay it for long, including locks of a
   * crashed server. The statements of a group follow each other immediately.
   */
  private static final String MARIADB_GROUP =
      MARIADB_SESSION
          + ", innodb_lock_wait_timeout=1, lock_wait_timeout=1, idle_transaction_timeout=5";

  /** Shorter than the timeout of callers with changes in a group. */
  private static final List<String> MARIADB_GROUP_OPTIONS = List.of("socketTimeout=8000");

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** A single statement uses its connection briefly, and concurrent ones share a disk write. */
  private static final int STATEMENTS_TO_TRANSACTIONS = 2;

  private final HikariDataSource transactions;
  private final HikariDataSource statements;
  private final HikariDataSource groups;
  private final HikariDataSource groupTransactions;

  /** Limits threads before they enter the pool, because waiting in the pool consumes CPU. */
  private final Semaphore turns;

  private final List<HikariDataSource> pools = new CopyOnWriteArrayList<>();
  private final boolean embedded;
  private final BooleanSupplier full;

  public DatabaseConnectionPools(DatabaseSettings settings) {
    this(settings, () -> false);
  }

  /**
   * Creates the pools.
   *
   * @param diskIsFull whether the disk of an embedded database has too little space for writes; not
   *     used for other databases
   */
  public DatabaseConnectionPools(DatabaseSettings settings, BooleanSupplier diskIsFull) {
    this.full = settings.kind() == DatabaseKind.H2 ? diskIsFull : () -> false;
    this.embedded = settings.kind() == DatabaseKind.H2;
    int atOnce = STATEMENTS_TO_TRANSACTIONS * settings.poolSize();
    this.transactions = open(configuration("lumoauth", settings, settings.poolSize(), false));
    this.statements = open(configuration("lumoauth-statements", settings, atOnce, true));
    this.groups = open(grouping("lumoauth-groups", settings, true));
    this.groupTransactions = open(grouping("lumoauth-group-transactions", settings, false));
    this.turns = new Semaphore(atOnce);
  }

  private HikariDataSource open(HikariConfig config) {
    if (embedded) {
      config.setDataSource(new EmbeddedDatabaseDataSource(config.getDataSource(), this::evictAll));
      config.setExceptionOverride(new ClosedDatabaseConnectionEvictor(this::evictAll));
    }
    var source = new HikariDataSource(config);
    pools.add(source);
    return source;
  }

  private void evictAll() {
    for (HikariDataSource source : pools) {
      HikariPoolMXBean pool = source.getHikariPoolMXBean(); // null before the pool has started
      if (pool != null) {
        pool.softEvictConnections();
      }
    }
  }

  /**
   * Returns the data source for transactions. Uncommitted changes are rolled back when a connection
   * is returned.
   */
  public DataSource dataSource() {
    return guarded(transactions);
  }

  /**
   * Returns the data source for changes that many callers wait for, with short lock timeouts and
   * auto-commit.
   */
  public DataSource groups() {
    return guarded(groups);
  }

  /** Returns the data source for grouped changes of several statements, which must be committed. */
  public DataSource groupTransactions() {
    return guarded(groupTransactions);
  }

  private DataSource guarded(HikariDataSource source) {
    return embedded ? new DiskSpaceGuardDataSource(source, full) : source;
  }

  /**
   * Runs work on a connection in auto-commit mode. Must not be nested: if all callers did that, all
   * would wait for a second connection.
   */
  public <T> T autoCommit(PersistenceUnit.SqlFunction<T> work) throws SQLException {
    takeTurn();
    try (var connection = statements.getConnection()) {
      return work.apply(
          full.getAsBoolean() ? DiskSpaceGuardDataSource.guarded(connection) : connection);
    } finally {
      turns.release();
    }
  }

  /**
   * Returns the metrics of the pools.
   *
   * @param loginRefused whether the database rejects new connections
   */
  MetricSource metrics(BooleanSupplier loginRefused) {
    return new PoolMetrics(
        List.of(transactions, statements, groups, groupTransactions), loginRefused);
  }

  private void takeTurn() throws SQLException {
    try {
      if (turns.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new SQLTransientConnectionException(
        "no connection for a statement became available in time");
  }

  /** Waits briefly for work in flight to return its connections, then closes them. */
  @Override
  public void close() {
    groupTransactions.close();
    groups.close();
    statements.close();
    transactions.close();
  }

  /** One or two are in use at a time; another one replaces an expired connection. */
  private static HikariConfig grouping(String name, DatabaseSettings settings, boolean autoCommit) {
    var own =
        switch (settings.kind()) {
          case H2 -> settings;
          case MARIADB ->
              new DatabaseSettings(
                  withAll(settings.url(), MARIADB_GROUP_OPTIONS),
                  settings.user(),
                  settings.password(),
                  settings.poolSize());
        };
    var config = configuration(name, own, 3, autoCommit);
    config.setMinimumIdle(1);
    switch (settings.kind()) {
      case H2 -> config.setConnectionInitSql("SET LOCK_TIMEOUT 1000");
      case MARIADB -> config.setConnectionInitSql(MARIADB_GROUP);
    }
    return config;
  }

  private static HikariConfig configuration(
      String name, DatabaseSettings settings, int size, boolean autoCommit) {
    var config = new HikariConfig();
    config.setPoolName(name);
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(2);
    config.setConnectionTimeout(PATIENCE.toMillis());
    config.setValidationTimeout(Duration.ofSeconds(2).toMillis());
    config.setInitializationFailTimeout(-1);
    config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    config.setAutoCommit(autoCommit);
    try {
      switch (settings.kind()) {
        case H2 -> h2(config, settings);
        case MARIADB -> mariadb(config, settings);
      }
    } catch (SQLException e) {
      throw new IllegalArgumentException(
          "The database URL is malformed. It must have the form "
              + "jdbc:mariadb://host:3306/database.",
          e);
    }
    return config;
  }

  private static void h2(HikariConfig config, DatabaseSettings settings) {
    var source = new JdbcDataSource();
    source.setURL(
        with(
            settings.url(),
            "WRITE_DELAY=0", // a commit is written immediately, so that kill -9 loses none. Each
            // commit writes a page of each index; compression halves that.
            "COMPRESS=TRUE",
            "DB_CLOSE_ON_EXIT=FALSE", // the pool closes the database after the last work
            "LOCK_TIMEOUT=5000"));
    source.setUser(settings.user());
    source.setPassword(settings.password());
    config.setDataSource(source);
    // H2 closes the file with its last connection, so these connections do not expire.
    config.setMaxLifetime(0);
  }

  private static void mariadb(HikariConfig config, DatabaseSettings settings) throws SQLException {
    var source = new MariaDbDataSource(mariadbUrl(settings.url()));
    source.setUser(settings.user());
    source.setPassword(settings.password());
    config.setDataSource(source);
    config.setConnectionInitSql(MARIADB_SESSION);
    config.setMaxLifetime(Duration.ofMinutes(10).toMillis());
    config.setIdleTimeout(Duration.ofMinutes(5).toMillis());
    config.setKeepaliveTime(Duration.ofMinutes(1).toMillis());
  }

  /**
   * Adds a socket timeout, so that a vanished server does not block requests forever, and a
   * statement cache, which saves a third of the cost of repeated statements.
   */
  private static String mariadbUrl(String url) {
    return withAll(url, MARIADB_OPTIONS);
  }

  /** Returns the URL with those options that it does not set itself. */
  static String withAll(String url, List<String> options) {
    String result = url;
    for (String option : options) {
      String name = option.substring(0, option.indexOf('=') + 1);
      if (!result.contains(name)) {
        result += (result.contains("?") ? "&" : "?") + option;
      }
    }
    return result;
  }

  private static String with(String url, String... options) {
    String result = url;
    for (String option : options) {
      String name = option.substring(0, option.indexOf('=') + 1);
      if (!result.toUpperCase(Locale.ROOT).contains(";" + name)) {
        result += ";" + option;
      }
    }
    return result;
  }
}
