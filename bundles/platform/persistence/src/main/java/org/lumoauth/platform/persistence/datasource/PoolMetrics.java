/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence.datasource;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.lumoauth.api.metric.Metric;
import org.lumoauth.api.metric.Metric.MetricSample;
import org.lumoauth.api.metric.MetricSource;

/**
 * Reports connections to the database, with the OpenTelemetry semantic conventions for {@code
 * db.client}.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/database/database-metrics/">Semantic
 *     conventions for database client metrics</a>
 */
final class PoolMetrics implements MetricSource {

  private static final String POOL = "db_client_connection_pool_name";
  private static final String STATE = "db_client_connection_state";

  private final List<HikariDataSource> pools;
  private final BooleanSupplier loginRefused;

  PoolMetrics(List<HikariDataSource> pools, BooleanSupplier loginRefused) {
    this.pools = List.copyOf(pools);
    this.loginRefused = loginRefused;
  }

  @Override
  public List<Metric> metrics() {
    List<MetricSample> connections = new ArrayList<>();
    List<MetricSample> most = new ArrayList<>();
    List<MetricSample> pending = new ArrayList<>();
    for (HikariDataSource pool : pools) {
      String name = pool.getPoolName();
      HikariPoolMXBean now = pool.getHikariPoolMXBean(); // null before the first connection
      int used = now == null ? 0 : now.getActiveConnections();
      int idle = now == null ? 0 : now.getIdleConnections();
      connections.add(new MetricSample("", Map.of(POOL, name, STATE, "used"), used));
      connections.add(new MetricSample("", Map.of(POOL, name, STATE, "idle"), idle));
      most.add(new MetricSample("", Map.of(POOL, name), pool.getMaximumPoolSize()));
      int waiting = now == null ? 0 : now.getThreadsAwaitingConnection();
      pending.add(new MetricSample("", Map.of(POOL, name), waiting));
    }
    return List.of(
        gauge("db_client_connection_count", "Connections to the database.", connections),
        gauge("db_client_connection_max", "The maximum number of connections in a pool.", most),
        gauge(
            "db_client_connection_pending_requests", "Threads waiting for a connection.", pending),
        Metric.gauge(
            "lumoauth_database_login_refused",
            "1 while the database rejects the login of the server, otherwise 0.",
            loginRefused.getAsBoolean() ? 1 : 0));
  }

  private static Metric gauge(String name, String help, List<MetricSample> samples) {
    return new Metric(name, Metric.MetricType.GAUGE, help, samples);
  }
}
