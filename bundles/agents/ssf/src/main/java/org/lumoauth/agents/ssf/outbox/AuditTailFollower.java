/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ssf.outbox;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.lumoauth.agents.ssf.event.AuditSecurityEventMapper;
import org.lumoauth.agents.ssf.stream.EventStreamStore;
import org.lumoauth.api.audit.AuditRecord;
import org.lumoauth.api.audit.AuditSink;
import org.lumoauth.api.module.ResilientScheduledTask;
import org.lumoauth.api.tenant.TenantRegistry;
import org.lumoauth.support.concurrent.BackgroundTaskRunner;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Triggers reading of audit chains: immediately after this server wrote a relevant record, and
 * every second for records of other servers or from downtime.
 */
@Component(service = AuditTailFollower.class, immediate = true)
public final class AuditTailFollower implements AuditSink {

  private static final Logger LOG = LoggerFactory.getLogger(AuditTailFollower.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final SecurityEventOutboxWriter fanOut;
  private final EventStreamStore streams;
  private final TenantRegistry tenants;
  private final EventDeliveryNotifier arrivals;
  private final SsfMetrics counters;
  private final AuditSinkRegistration sink;
  private final Set<String> touched = ConcurrentHashMap.newKeySet();
  private final BackgroundTaskRunner reader = new BackgroundTaskRunner("lumoauth-ssf-reader");

  @Activate
  public AuditTailFollower(
      BundleContext context,
      @Reference SecurityEventOutboxWriter fanOut,
      @Reference EventStreamStore streams,
      @Reference TenantRegistry tenants,
      @Reference EventDeliveryNotifier arrivals,
      @Reference SsfMetrics counters) {
    this.fanOut = fanOut;
    this.streams = streams;
    this.tenants = tenants;
    this.arrivals = arrivals;
    this.counters = counters;
    this.sink = new AuditSinkRegistration(context, this);
    reader.scheduleRepeating(
        Duration.ZERO, PAUSE, new ResilientScheduledTask(this::sweep, AuditTailFollower::failed));
  }

  @Deactivate
  void close() {
    reader.close();
    sink.setActive(false);
  }

  @Override
  public void accept(List<AuditRecord> records) {
    boolean any = false;
    for (AuditRecord each : records) {
      if (AuditSecurityEventMapper.actions().contains(each.event().action())) {
        any |= touched.add(each.tenantId());
      }
    }
    if (any) {
      reader.submit(new ResilientScheduledTask(this::readTouched, AuditTailFollower::failed));
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
      sink.setActive(!having.isEmpty());
    }
    for (String tenantId : having) {
      read(tenantId);
      behind += fanOut.countUnread(tenantId);
    }
    counters.behind(behind);
  }

  private static void failed(Throwable e) { // the positions do not change; the next round retries
    LOG.warn("ssf.sweep-failed", e);
  }

  private void read(String tenantId) {
    try {
      boolean any = tenants.findActiveById(tenantId).map(fanOut::run).orElse(false);
      if (any) {
        arrivals.signal();
      }
    } catch (RuntimeException e) { // the position does not change; the next round retries
      LOG.warn("ssf.not-read: tenant={} reason={}", tenantId, e.toString());
    }
  }
}
