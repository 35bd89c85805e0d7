package org.lumoauth.platform.audit.chain;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.metric.Metric;
import org.lumoauth.api.metric.Metric.Sample;

/** Counts the events that were written, by action and outcome: sign-ins, tokens, approvals, … */
final class WrittenEvents {

  /** Actions come from code, so a correct server never reaches this number. */
  private static final int MAX_SERIES = 2_000;

  private static final Series OTHER = new Series("other", "other");

  private record Series(String action, String outcome) {}

  private final LongAdder total = new LongAdder();
  private final Map<Series, LongAdder> counts = new ConcurrentHashMap<>();

  void add(AuditEvent event) {
    total.increment();
    var series = new Series(event.action(), event.outcome().name().toLowerCase(Locale.ROOT));
    LongAdder count = counts.get(series);
    if (count == null) {
      Series counted = counts.size() < MAX_SERIES ? series : OTHER;
      count = counts.computeIfAbsent(counted, key -> new LongAdder());
    }
    count.increment();
  }

  long total() {
    return total.sum();
  }

  Metric metric() {
    List<Sample> samples = new ArrayList<>();
    counts.forEach(
        (series, count) ->
            samples.add(
                new Sample(
                    "",
                    Map.of("action", series.action(), "outcome", series.outcome()),
                    count.sum())));
    return new Metric(
        "lumoauth_audit_events_total",
        Metric.Type.COUNTER,
        "Audit records written, by action and outcome.",
        samples);
  }
}
