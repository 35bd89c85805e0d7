/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.audit.rest;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import org.lumoauth.api.analytics.TenantStatisticsProvider;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.module.ServiceLease;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.RequiresPermission;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.rest.DataResponseBody;
import org.lumoauth.platform.web.rest.OperationSummary;

/**
 * Serves {@code ~/admin/analytics}: statistics of a tenant from the audit log and other modules.
 */
@Path("admin/analytics")
@Produces(MediaType.APPLICATION_JSON)
public final class TenantAnalyticsResource {
  private static final String SUCCEEDED = "login.succeeded";
  private static final String FAILED = "login.failed";
  private static final Duration WEEK = Duration.ofDays(7);
  private static final int DEFAULT_DAYS = 30;
  private static final int MAX_DAYS = 90;

  /** The sign-ins of a day (UTC). */
  public record LoginDay(String date, long total, long successful, long failed) {}

  /** The counted days, including today. */
  public record LoginPeriod(int days, String from, String to) {}

  /** The sign-ins of a period. */
  public record LoginStatistics(List<LoginDay> daily, LoginPeriod period) {}

  private final AuditRecordQuery reader;
  private final ProviderTracker<TenantStatisticsProvider> sources;

  TenantAnalyticsResource(
      PersistenceUnit tables, ProviderTracker<TenantStatisticsProvider> sources) {
    this.reader = new AuditRecordQuery(tables);
    this.sources = sources;
  }

  @GET
  @OperationSummary("Get dashboard statistics")
  @Path("dashboard")
  @RequiresPermission("audit.read")
  public DataResponseBody<Map<String, Object>> dashboard(@Context HttpServletRequest request) {
    var exchange = HttpExchange.of(request);
    Instant now = Instant.now();
    Map<String, Object> dashboard = new LinkedHashMap<>(others(exchange));
    String tenantId = exchange.tenant().id();
    Instant weekAgo = now.minus(WEEK);
    dashboard.put(
        "authentication",
        Map.of(
            "loginsLast7Days", reader.count(of(tenantId, SUCCEEDED, weekAgo)),
            "failedLoginsLast7Days", reader.count(of(tenantId, FAILED, weekAgo))));
    dashboard.put("audit", Map.of("eventsLast7Days", reader.count(since(tenantId, weekAgo))));
    dashboard.put("generatedAt", now.toString());
    return DataResponseBody.of(dashboard);
  }

  /** Returns the statistics of other modules. Those of unavailable modules are omitted. */
  private Map<String, Object> others(HttpExchange exchange) {
    List<ServiceLease<TenantStatisticsProvider>> held = sources.leaseAvailable();
    try {
      Map<String, Object> figures = new LinkedHashMap<>();
      for (ServiceLease<TenantStatisticsProvider> source : held) {
        exchange.require(source.get().permission());
        figures.put(source.name(), source.get().countStatistics(exchange.tenant()));
      }
      return figures;
    } finally {
      held.forEach(ServiceLease::close);
    }
  }

  @GET
  @OperationSummary("Get sign-in statistics by day")
  @Path("logins")
  @RequiresPermission("audit.read")
  public DataResponseBody<LoginStatistics> logins(
      @Context HttpServletRequest request, @QueryParam("days") String asked) {
    String tenantId = HttpExchange.of(request).tenant().id();
    int days = days(asked);
    Instant now = Instant.now();
    LocalDate first = LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(days - 1L);
    Instant from = first.atStartOfDay(ZoneOffset.UTC).toInstant();
    var succeeded = reader.perDay(of(tenantId, SUCCEEDED, from));
    var failed = reader.perDay(of(tenantId, FAILED, from));
    return DataResponseBody.of(
        new LoginStatistics(
            first.datesUntil(first.plusDays(days)).map(day -> day(day, succeeded, failed)).toList(),
            new LoginPeriod(days, from.toString(), now.toString())));
  }

  private static LoginDay day(
      LocalDate day, Map<LocalDate, Long> succeeded, Map<LocalDate, Long> failed) {
    long good = succeeded.getOrDefault(day, 0L);
    long bad = failed.getOrDefault(day, 0L);
    return new LoginDay(day.toString(), good + bad, good, bad);
  }

  private static AuditWhereClause of(String tenantId, String action, Instant from) {
    var conditions = since(tenantId, from);
    conditions.equal("action", action);
    return conditions;
  }

  private static AuditWhereClause since(String tenantId, Instant from) {
    var conditions = new AuditWhereClause(tenantId);
    conditions.from("recorded_at", AuditRecordFilterParameters.micros(from));
    return conditions;
  }

  private static int days(String asked) {
    if (asked == null || asked.isBlank()) {
      return DEFAULT_DAYS;
    }
    if (asked.matches("[0-9]{1,2}")) {
      int days = Integer.parseInt(asked);
      if (days >= 1 && days <= MAX_DAYS) {
        return days;
      }
    }
    throw ApiException.invalid("days", "`days` must be an integer between 1 and " + MAX_DAYS + ".");
  }
}
