/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.lumoauth.api.metric.Metric;
import org.lumoauth.api.metric.Metric.MetricSample;
import org.lumoauth.api.metric.MetricSource;
import org.osgi.service.component.annotations.Component;

/** The metrics of all routes. They outlive the module versions that they count for. */
@Component(
    service = {RequestMetrics.class, MetricSource.class},
    property = {"lumoauth.kind=metrics", "lumoauth.name=platform-web"})
public final class RequestMetrics implements MetricSource {

  /** Route templates come from code, so correct code never reaches this limit. */
  private static final int MAX_ROUTES = 4096;

  private record RouteMetricsKey(String method, String route) {}

  private final Map<RouteMetricsKey, RouteMetrics> meters = new ConcurrentHashMap<>();
  private final RouteMetrics unmatched = new RouteMetrics();
  private final LongAdder inFlight = new LongAdder();

  /** Returns the metrics of a route. */
  public RouteMetrics meterFor(String method, String route) {
    RouteMetricsKey key = new RouteMetricsKey(method, route);
    RouteMetrics meter = meters.get(key);
    if (meter != null) {
      return meter;
    }
    return meters.size() < MAX_ROUTES
        ? meters.computeIfAbsent(key, k -> new RouteMetrics())
        : unmatched;
  }

  /** Returns the metrics of requests without a route. */
  public RouteMetrics unmatchedMeter() {
    return unmatched;
  }

  /** Returns the counter of requests in progress. */
  public LongAdder inFlight() {
    return inFlight;
  }

  @Override
  public List<Metric> metrics() {
    List<MetricSample> counts = new ArrayList<>();
    List<MetricSample> durations = new ArrayList<>();
    meters.forEach((key, meter) -> add(key, meter, counts, durations));
    add(new RouteMetricsKey("-", "unmatched"), unmatched, counts, durations);
    return List.of(
        new Metric(
            "lumoauth_http_requests_total",
            Metric.MetricType.COUNTER,
            "Requests answered, by route and status class.",
            counts),
        new Metric(
            "lumoauth_http_request_duration_seconds",
            Metric.MetricType.HISTOGRAM,
            "Time from a request's arrival to its response.",
            durations),
        Metric.gauge("lumoauth_http_requests_in_flight", "Requests in progress.", inFlight.sum()));
  }

  private static void add(
      RouteMetricsKey key,
      RouteMetrics meter,
      List<MetricSample> counts,
      List<MetricSample> durations) {
    long total = 0;
    for (int statusClass = 1; statusClass <= 5; statusClass++) {
      long count = meter.count(statusClass);
      total += count;
      if (count > 0) {
        counts.add(
            new MetricSample(
                "",
                Map.of("method", key.method, "route", key.route, "status", statusClass + "xx"),
                count));
      }
    }
    if (total == 0) {
      return;
    }
    Map<String, String> labels = Map.of("method", key.method, "route", key.route);
    long upTo = 0;
    for (int i = 0; i <= RouteMetrics.BOUNDS.length; i++) {
      upTo += meter.inBucket(i);
      String bound =
          i == RouteMetrics.BOUNDS.length ? "+Inf" : String.valueOf(RouteMetrics.BOUNDS[i]);
      durations.add(
          new MetricSample(
              "_bucket", Map.of("method", key.method, "route", key.route, "le", bound), upTo));
    }
    durations.add(new MetricSample("_sum", labels, meter.sumSeconds()));
    durations.add(new MetricSample("_count", labels, upTo));
  }
}
