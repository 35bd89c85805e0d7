/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ssf.outbox;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.lumoauth.api.metric.Metric;
import org.lumoauth.api.metric.MetricSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Metrics of event delivery. */
@Component(
    service = {SsfMetrics.class, MetricSource.class},
    property = {"lumoauth.kind=metrics", "lumoauth.name=agents-ssf"})
public final class SsfMetrics implements MetricSource {

  private final LongAdder queued = new LongAdder();
  private final LongAdder taken = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private final LongAdder stopped = new LongAdder();
  private final AtomicLong behind = new AtomicLong();

  @Activate
  public SsfMetrics() {
    // All counters start at zero.
  }

  /** Counts queued events. */
  public void queued(long events) {
    queued.add(events);
  }

  /** Counts events that receivers accepted. */
  public void taken(long events) {
    taken.add(events);
  }

  /** Counts an event that a receiver refused. */
  public void refused() {
    refused.increment();
  }

  /** Counts a failed push. */
  public void failed() {
    failures.increment();
  }

  /** Counts a stream that this server paused or disabled. */
  public void stopped() {
    stopped.increment();
  }

  /** Sets the number of unread records of all chains. */
  public void behind(long records) {
    behind.set(records);
  }

  @Override
  public List<Metric> metrics() {
    return List.of(
        Metric.counter("lumoauth_ssf_queued_total", "Security events queued.", queued.sum()),
        Metric.counter(
            "lumoauth_ssf_taken_total", "Security events accepted by receivers.", taken.sum()),
        Metric.counter(
            "lumoauth_ssf_refused_total", "Security events refused by receivers.", refused.sum()),
        Metric.counter(
            "lumoauth_ssf_push_failures_total",
            "Failed pushes of security events.",
            failures.sum()),
        Metric.counter(
            "lumoauth_ssf_streams_stopped_total",
            "Event streams paused or disabled by the server.",
            stopped.sum()),
        Metric.gauge(
            "lumoauth_ssf_records_behind",
            "Unread audit records of tenants with event streams.",
            behind.get()));
  }
}
