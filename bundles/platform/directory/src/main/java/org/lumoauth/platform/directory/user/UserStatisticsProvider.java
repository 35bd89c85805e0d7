/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.user;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.lumoauth.api.analytics.TenantStatisticsProvider;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.directory.DirectoryPersistenceUnit;
import org.lumoauth.platform.persistence.EpochMicrosConverter;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Counts the users of a tenant. Every statement is restricted to the tenant. */
@Component(
    service = {UserStatisticsProvider.class, TenantStatisticsProvider.class},
    property = {"lumoauth.kind=figures", "lumoauth.name=users"})
public final class UserStatisticsProvider implements TenantStatisticsProvider {
  private static final Duration RECENT = Duration.ofDays(30);
  private static final long DAY_MICROS = Duration.ofDays(1).toNanos() / 1_000;
  private static final String COUNT = "SELECT COUNT(*) FROM directory_user WHERE tenant_id = ?";

  private final PersistenceUnit unit;
  private final InstantSource clock;

  @Activate
  public UserStatisticsProvider(@Reference DirectoryPersistenceUnit unit) {
    this(unit.get(), InstantSource.system());
  }

  UserStatisticsProvider(PersistenceUnit unit, InstantSource clock) {
    this.unit = unit;
    this.clock = clock;
  }

  @Override
  public String permission() {
    return "users.read";
  }

  @Override
  public Map<String, Long> countStatistics(TenantContext tenant) {
    return unit.autoCommit(
        connection ->
            Map.of(
                "total", count(connection, "", tenant.id()),
                "active",
                    count(connection, " AND active = TRUE AND blocked_at IS NULL", tenant.id()),
                "blocked", count(connection, " AND blocked_at IS NOT NULL", tenant.id()),
                "newLast30Days",
                    count(
                        connection,
                        " AND created_at >= ?",
                        tenant.id(),
                        EpochMicrosConverter.toMicros(clock.instant().minus(RECENT)))));
  }

  /**
   * Returns the number of registrations for each day (UTC). Days without registrations are omitted.
   */
  public Map<LocalDate, Long> registrations(TenantContext tenant, Instant since) {
    String day = "FLOOR(created_at / " + DAY_MICROS + ")";
    return unit.autoCommit(
        connection -> {
          String sql =
              "SELECT "
                  + day
                  + ", COUNT(*) FROM directory_user WHERE tenant_id = ? AND created_at >= ?"
                  + " GROUP BY "
                  + day;
          try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, tenant.id());
            statement.setLong(2, EpochMicrosConverter.toMicros(since));
            Map<LocalDate, Long> days = new TreeMap<>();
            try (var rows = statement.executeQuery()) {
              while (rows.next()) {
                days.put(LocalDate.ofEpochDay(rows.getLong(1)), rows.getLong(2));
              }
            }
            return days;
          }
        });
  }

  /** Returns the number of users with a verified address. */
  public long verified(TenantContext tenant) {
    return unit.autoCommit(
        connection -> count(connection, " AND email_verified = TRUE", tenant.id()));
  }

  private static long count(Connection connection, String condition, Object... values)
      throws SQLException {
    try (var statement = connection.prepareStatement(COUNT + condition)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      try (var rows = statement.executeQuery()) {
        rows.next();
        return rows.getLong(1);
      }
    }
  }
}
