/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ssf.outbox;

import java.time.Duration;
import java.time.Instant;
import org.lumoauth.agents.ssf.SsfSettings;
import org.lumoauth.agents.ssf.stream.EventStream;
import org.lumoauth.agents.ssf.stream.EventStreamStore;
import org.lumoauth.agents.ssf.stream.StreamOwnerEligibilityCheck;
import org.lumoauth.agents.ssf.stream.StreamStatus;
import org.lumoauth.api.module.ResilientScheduledTask;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantRegistry;
import org.lumoauth.support.concurrent.BackgroundTaskRunner;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Disables streams with undelivered events beyond the retention period, and deletes streams of
 * deleted owners.
 */
@Component(service = StreamMaintenanceWorker.class, immediate = true)
public final class StreamMaintenanceWorker {

  private static final Logger LOG = LoggerFactory.getLogger(StreamMaintenanceWorker.class);

  private final EventStreamStore streams;
  private final SecurityEventOutbox outbox;
  private final StreamSuspensionService stops;
  private final StreamOwnerEligibilityCheck owners;
  private final TenantRegistry tenants;
  private final SettingsStore settings;
  private final BackgroundTaskRunner worker = new BackgroundTaskRunner("lumoauth-ssf-upkeep");

  @Activate
  public StreamMaintenanceWorker(
      @Reference EventStreamStore streams,
      @Reference SecurityEventOutbox outbox,
      @Reference StreamSuspensionService stops,
      @Reference StreamOwnerEligibilityCheck owners,
      @Reference TenantRegistry tenants,
      @Reference SettingsStore settings) {
    this.streams = streams;
    this.outbox = outbox;
    this.stops = stops;
    this.owners = owners;
    this.tenants = tenants;
    this.settings = settings;
    worker.scheduleRepeating(
        Duration.ofMinutes(1),
        new ResilientScheduledTask(this::run, e -> LOG.warn("ssf.upkeep-failed", e)));
  }

  @Deactivate
  void close() {
    worker.close();
  }

  private void run() {
    for (String tenantId : streams.tenants()) {
      tenants.findActiveById(tenantId).ifPresent(tenant -> checkTenant(tenant, Instant.now()));
    }
  }

  void checkTenant(TenantContext tenant, Instant now) {
    Instant oldest = now.minus(SsfSettings.RETENTION.read(settings, tenant));
    for (EventStream stream : streams.ofTenant(tenant.id())) {
      boolean disabled = stream.status() == StreamStatus.DISABLED;
      if (disabled
          && owners.isRemoved(
              tenant,
              stream)) { // otherwise retry later: only the owner's module may be unavailable
        streams.remove(tenant.id(), stream.id());
        LOG.info("ssf.stream-removed: tenant={} stream={}", tenant.id(), stream.id());
      } else if (!disabled && outbox.hasEventsOlderThan(stream, oldest)) {
        stops.stop(
            tenant,
            stream,
            StreamStatus.DISABLED,
            "Events were not accepted within the retention period.");
      } else {
        outbox.discardOlder(stream, oldest);
      }
    }
  }
}
