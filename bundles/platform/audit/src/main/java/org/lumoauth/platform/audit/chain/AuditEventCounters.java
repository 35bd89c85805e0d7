/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.audit.chain;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.metric.Metric;
import org.lumoauth.api.metric.Metric.MetricSample;

/** Counts written events by action and outcome, such as sign-ins, tokens and approvals. */
final class AuditEventCounters {

  /** Actions come from code, so a correct server does not reach this limit. */
  private static final int MAX_SERIES = 2_000;

  private static final AuditEventSeries OTHER = new AuditEventSeries("other", "other");

  private record AuditEventSeries(String action, String outcome) {}

  private final LongAdder total = new LongAdder();
  private final Map<AuditEventSeries, LongAdder> counts = new ConcurrentHashMap<>();

  void add(AuditEvent event) {
    total.increment();
    var series =
        new AuditEventSeries(event.action(), event.outcome().name().toLowerCase(Locale.ROOT));
    LongAdder count = counts.get(series);
    if (count == null) {
      AuditEventSeries counted = counts.size() < MAX_SERIES ? series : OTHER;
      count = counts.computeIfAbsent(counted, key -> new LongAdder());
    }
    count.increment();
  }

  long total() {
    return total.sum();
  }

  Metric metric() {
    List<MetricSample> samples = new ArrayList<>();
    counts.forEach(
        (series, count) ->
            samples.add(
                new MetricSample(
                    "",
                    Map.of("action", series.action(), "outcome", series.outcome()),
                    count.sum())));
    return new Metric(
        "lumoauth_audit_events_total",
        Metric.MetricType.COUNTER,
        "Audit records written, by action and outcome.",
        samples);
  }
}
