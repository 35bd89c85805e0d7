package org.lumoauth.agents.ssf.outbox;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.lumoauth.agents.ssf.SsfUnit;
import org.lumoauth.agents.ssf.event.SignalRules;
import org.lumoauth.agents.ssf.stream.StreamStore;
import org.lumoauth.api.audit.AuditRecord;
import org.lumoauth.api.audit.AuditSink;
import org.lumoauth.api.audit.AuditTrail;
import org.lumoauth.api.module.BackgroundWork;
import org.lumoauth.api.module.Turn;
import org.lumoauth.api.tenant.TenantRegistry;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has chains read on: at once where this server wrote something that matters, and every second for
 * what other servers wrote, or what was written while nobody read.
 */
@Component(service = SignalTail.class, immediate = true)
public final class SignalTail implements AuditSink {

  private static final Logger LOG = LoggerFactory.getLogger(SignalTail.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final FanOut fanOut;
  private final StreamStore streams;
  private final TenantRegistry tenants;
  private final Arrivals arrivals;
  private final AuditTrail trail;
  private final SsfUnit unit;
  private final Counters counters;
  private final SinkSwitch sink;
  private final Set<String> touched = ConcurrentHashMap.newKeySet();
  private final BackgroundWork reader = new BackgroundWork("lumoauth-ssf-reader");

  @Activate
  public SignalTail(
      BundleContext context,
      @Reference FanOut fanOut,
      @Reference StreamStore streams,
      @Reference TenantRegistry tenants,
      @Reference Arrivals arrivals,
      @Reference AuditTrail trail,
      @Reference SsfUnit unit,
      @Reference Counters counters) {
    this.fanOut = fanOut;
    this.streams = streams;
    this.tenants = tenants;
    this.arrivals = arrivals;
    this.trail = trail;
    this.unit = unit;
    this.counters = counters;
    this.sink = new SinkSwitch(context, this);
    reader.every(Duration.ZERO, PAUSE, new Turn(this::sweep, SignalTail::failed));
  }

  @Deactivate
  void close() {
    reader.close();
    sink.turn(false);
  }

  @Override
  public void accept(List<AuditRecord> records) {
    boolean any = false;
    for (AuditRecord each : records) {
      if (SignalRules.actions().contains(each.event().action())) {
        any |= touched.add(each.tenantId());
      }
    }
    if (any) {
      reader.soon(new Turn(this::readTouched, SignalTail::failed));
    }
  }

  private void readTouched() {
    for (String tenantId : Set.copyOf(touched)) {
      touched.remove(tenantId);
      read(tenantId);
    }
  }

  private void sweep() {
    long behind = 0;
    List<String> having = streams.tenants();
    if (!reader.isClosed()) {
      sink.turn(!having.isEmpty());
    }
    for (String tenantId : having) {
      read(tenantId);
      behind += trail.head(tenantId) - unit.place(tenantId).orElse(0);
    }
    counters.behind(behind);
  }

  private static void failed(Throwable e) { // the places stay: the next round tries again
    LOG.warn("ssf.sweep-failed", e);
  }

  private void read(String tenantId) {
    try {
      boolean any = tenants.activeById(tenantId).map(fanOut::run).orElse(false);
      if (any) {
        arrivals.happened();
      }
    } catch (RuntimeException e) { // the place stays: the next round tries again
      LOG.warn("ssf.not-read: tenant={} reason={}", tenantId, e.toString());
    }
  }
}
