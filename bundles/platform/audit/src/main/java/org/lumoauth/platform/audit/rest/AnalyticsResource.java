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
import org.lumoauth.api.analytics.FigureSource;
import org.lumoauth.api.module.Lease;
import org.lumoauth.api.module.Providers;
import org.lumoauth.api.web.Problem;
import org.lumoauth.api.web.Requires;
import org.lumoauth.platform.audit.chain.AuditTables;
import org.lumoauth.platform.web.DataBody;
import org.lumoauth.platform.web.Exchange;

/** {@code ~/admin/analytics}: what the audit log, and other modules, can count of a tenant. */
@Path("admin/analytics")
@Produces(MediaType.APPLICATION_JSON)
public final class AnalyticsResource {
  private static final String SUCCEEDED = "login.succeeded";
  private static final String FAILED = "login.failed";
  private static final Duration WEEK = Duration.ofDays(7);
  private static final int DEFAULT_DAYS = 30;
  private static final int MAX_DAYS = 90;

  /** Sign-ins of a day (UTC). */
  public record Day(String date, long total, long successful, long failed) {}

  /** The days that are counted, today among them. */
  public record Period(int days, String from, String to) {}

  /** Sign-ins over a period. */
  public record Logins(List<Day> daily, Period period) {}

  private final AuditReader reader;
  private final Providers<FigureSource> sources;

  AnalyticsResource(AuditTables tables, Providers<FigureSource> sources) {
    this.reader = new AuditReader(tables);
    this.sources = sources;
  }

  @GET
  @Path("dashboard")
  @Requires("audit.read")
  public DataBody<Map<String, Object>> dashboard(@Context HttpServletRequest request) {
    var exchange = Exchange.of(request);
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
    return DataBody.of(dashboard);
  }

  /** The figures of other modules; of those that are away there are none. */
  private Map<String, Object> others(Exchange exchange) {
    List<Lease<FigureSource>> held = sources.acquireAll();
    try {
      Map<String, Object> figures = new LinkedHashMap<>();
      for (Lease<FigureSource> source : held) {
        exchange.require(source.get().permission());
        figures.put(source.name(), source.get().figures(exchange.tenant()));
      }
      return figures;
    } finally {
      held.forEach(Lease::close);
    }
  }

  @GET
  @Path("logins")
  @Requires("audit.read")
  public DataBody<Logins> logins(
      @Context HttpServletRequest request, @QueryParam("days") String asked) {
    String tenantId = Exchange.of(request).tenant().id();
    int days = days(asked);
    Instant now = Instant.now();
    LocalDate first = LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(days - 1L);
    Instant from = first.atStartOfDay(ZoneOffset.UTC).toInstant();
    var succeeded = reader.perDay(of(tenantId, SUCCEEDED, from));
    var failed = reader.perDay(of(tenantId, FAILED, from));
    return DataBody.of(
        new Logins(
            first.datesUntil(first.plusDays(days)).map(day -> day(day, succeeded, failed)).toList(),
            new Period(days, from.toString(), now.toString())));
  }

  private static Day day(
      LocalDate day, Map<LocalDate, Long> succeeded, Map<LocalDate, Long> failed) {
    long good = succeeded.getOrDefault(day, 0L);
    long bad = failed.getOrDefault(day, 0L);
    return new Day(day.toString(), good + bad, good, bad);
  }

  private static Conditions of(String tenantId, String action, Instant from) {
    var conditions = since(tenantId, from);
    conditions.equal("action", action);
    return conditions;
  }

  private static Conditions since(String tenantId, Instant from) {
    var conditions = new Conditions(tenantId);
    conditions.from("recorded_at", AuditFilter.micros(from));
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
    throw Problem.invalid("days", "days is a whole number from 1 to " + MAX_DAYS + ".");
  }
}
