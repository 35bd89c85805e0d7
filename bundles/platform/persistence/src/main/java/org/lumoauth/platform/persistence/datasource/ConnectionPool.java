package org.lumoauth.platform.persistence.datasource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.mariadb.jdbc.MariaDbDataSource;

/**
 * Pools of connections that are there before the database is and survive its restarts: a caller
 * gets a connection that answers, or an exception within five seconds. There are two, because to
 * switch a connection between transactions and single statements costs MariaDB two round trips.
 */
public final class ConnectionPool implements AutoCloseable {

  /**
   * What a session of ours needs whatever the server's defaults are: bad values are refused instead
   * of bent, times are UTC, text is compared by its bytes.
   */
  private static final String MARIADB_SESSION =
      "SET SESSION sql_mode='STRICT_ALL_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE,"
          + "ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION', time_zone='+00:00',"
          + " collation_connection='utf8mb4_nopad_bin'";

  private static final List<String> MARIADB_OPTIONS =
      List.of("connectTimeout=4000", "socketTimeout=60000", "useServerPrepStmts=true");

  private final HikariDataSource transactions;
  private final HikariDataSource statements;

  public ConnectionPool(DatabaseSettings settings) {
    this.transactions = new HikariDataSource(configuration("lumoauth", settings, false));
    this.statements = new HikariDataSource(configuration("lumoauth-statements", settings, true));
  }

  /** For transactions. What is not committed is rolled back when a connection is given back. */
  public DataSource dataSource() {
    return transactions;
  }

  /** For single statements: each commits by itself. */
  public DataSource statements() {
    return statements;
  }

  /** Lets work in flight give its connections back for a moment, then closes them. */
  @Override
  public void close() {
    statements.close();
    transactions.close();
  }

  private static HikariConfig configuration(
      String name, DatabaseSettings settings, boolean autoCommit) {
    var config = new HikariConfig();
    config.setPoolName(name);
    config.setMaximumPoolSize(settings.poolSize());
    config.setMinimumIdle(2);
    config.setConnectionTimeout(Duration.ofSeconds(5).toMillis());
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
      throw new IllegalArgumentException("The database URL is malformed.", e);
    }
    return config;
  }

  private static void h2(HikariConfig config, DatabaseSettings settings) {
    var source = new JdbcDataSource();
    source.setURL(
        with(
            settings.url(),
            "WRITE_DELAY=0", // a commit is written at once, so that kill -9 loses none
            "DB_CLOSE_ON_EXIT=FALSE", // the pool closes it, after the last work
            "LOCK_TIMEOUT=5000"));
    source.setUser(settings.user());
    source.setPassword(settings.password());
    config.setDataSource(source);
    // H2 closes the file with its last connection, so these connections stay.
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
   * A server that went away without a word must not hold a request for good. A statement that it
   * has read once costs it a third less; each connection remembers them.
   */
  private static String mariadbUrl(String url) {
    String result = url;
    for (String option : MARIADB_OPTIONS) {
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
