package org.lumoauth.agents.ssf.outbox;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.lumoauth.api.metric.Metric;
import org.lumoauth.api.metric.MetricSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Counts events on their way. */
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
    // All begin at zero.
  }

  /** Events began to wait. */
  public void queued(long events) {
    queued.add(events);
  }

  /** Receivers took events. */
  public void taken(long events) {
    taken.add(events);
  }

  /** A receiver said that it can't use an event. */
  public void refused() {
    refused.increment();
  }

  /** A push did not come through. */
  public void failed() {
    failures.increment();
  }

  /** A stream was paused or disabled here. */
  public void stopped() {
    stopped.increment();
  }

  /** How many records of all chains are still to be read. */
  public void behind(long records) {
    behind.set(records);
  }

  @Override
  public List<Metric> metrics() {
    return List.of(
        Metric.counter("lumoauth_ssf_queued_total", "Security events queued.", queued.sum()),
        Metric.counter("lumoauth_ssf_taken_total", "Security events taken.", taken.sum()),
        Metric.counter(
            "lumoauth_ssf_refused_total",
            "Security events that receivers could not use.",
            refused.sum()),
        Metric.counter(
            "lumoauth_ssf_push_failures_total",
            "Pushes that did not come through.",
            failures.sum()),
        Metric.counter(
            "lumoauth_ssf_streams_stopped_total",
            "Streams that were paused or disabled by the server.",
            stopped.sum()),
        Metric.gauge(
            "lumoauth_ssf_records_behind",
            "Audit records of tenants with streams that are still to be read.",
            behind.get()));
  }
}
