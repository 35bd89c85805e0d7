/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence.datasource;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.metric.MetricSource;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.platform.MetricSourceContract;

class PoolMetricsContractTest extends MetricSourceContract {

  private static final DatabaseSettings SETTINGS =
      new DatabaseSettings("jdbc:h2:mem:pool-metrics", "sa", "", 4);

  private final DatabaseConnectionPools measured = new DatabaseConnectionPools(SETTINGS);

  @AfterEach
  void close() {
    measured.close();
  }

  @Override
  protected MetricSource source() {
    return measured.metrics(() -> false);
  }

  @Override
  protected void work(TenantContext tenant) {
    try (var connection = measured.dataSource().getConnection()) {
      connection.isValid(1);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void reportsUsedAndIdleConnectionsPerPool() throws Exception {
    MetricSource metrics = source();
    try (var held = measured.dataSource().getConnection()) {
      Objects.requireNonNull(held);
      assertEquals(1, value(metrics, "db_client_connection_count", "lumoauth", "used"));
      assertEquals(4, value(metrics, "db_client_connection_max", "lumoauth", ""));
      assertEquals(0, value(metrics, "db_client_connection_pending_requests", "lumoauth", ""));
      assertEquals(8, value(metrics, "db_client_connection_max", "lumoauth-statements", ""));
    }
  }

  private static double value(MetricSource source, String name, String pool, String state) {
    Map<String, String> labels =
        state.isEmpty()
            ? Map.of("db_client_connection_pool_name", pool)
            : Map.of("db_client_connection_pool_name", pool, "db_client_connection_state", state);
    return source.metrics().stream()
        .filter(metric -> metric.name().equals(name))
        .flatMap(metric -> metric.samples().stream())
        .filter(sample -> sample.labels().equals(labels))
        .findFirst()
        .orElseThrow()
        .value();
  }
}
