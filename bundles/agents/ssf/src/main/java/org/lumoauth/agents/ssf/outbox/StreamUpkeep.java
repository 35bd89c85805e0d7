package org.lumoauth.agents.ssf.outbox;

import java.time.Duration;
import java.time.Instant;
import org.lumoauth.agents.ssf.SsfSettings;
import org.lumoauth.agents.ssf.stream.EventStream;
import org.lumoauth.agents.ssf.stream.Owners;
import org.lumoauth.agents.ssf.stream.Status;
import org.lumoauth.agents.ssf.stream.StreamStore;
import org.lumoauth.api.module.BackgroundWork;
import org.lumoauth.api.module.Turn;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantDataOwner;
import org.lumoauth.api.tenant.TenantRegistry;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Disables streams whose events nobody takes, and removes those whose owner is gone. */
@Component(
    service = {StreamUpkeep.class, TenantDataOwner.class},
    immediate = true,
    property = {"lumoauth.kind=tenant-data", "lumoauth.name=agents-ssf"})
public final class StreamUpkeep implements TenantDataOwner {

  private static final Logger LOG = LoggerFactory.getLogger(StreamUpkeep.class);

  private final StreamStore streams;
  private final Outbox outbox;
  private final StreamStops stops;
  private final Owners owners;
  private final TenantRegistry tenants;
  private final SettingsStore settings;
  private final BackgroundWork worker = new BackgroundWork("lumoauth-ssf-upkeep");

  @Activate
  public StreamUpkeep(
      @Reference StreamStore streams,
      @Reference Outbox outbox,
      @Reference StreamStops stops,
      @Reference Owners owners,
      @Reference TenantRegistry tenants,
      @Reference SettingsStore settings) {
    this.streams = streams;
    this.outbox = outbox;
    this.stops = stops;
    this.owners = owners;
    this.tenants = tenants;
    this.settings = settings;
    worker.every(Duration.ofMinutes(1), new Turn(this::run, e -> LOG.warn("ssf.upkeep-failed", e)));
  }

  @Deactivate
  void close() {
    worker.close();
  }

  @Override
  public void erase(String tenantId) {
    streams.erase(tenantId);
  }

  private void run() {
    for (String tenantId : streams.tenants()) {
      tenants.activeById(tenantId).ifPresent(tenant -> look(tenant, Instant.now()));
    }
  }

  void look(TenantContext tenant, Instant now) {
    Instant oldest = now.minus(SsfSettings.retention(settings, tenant));
    for (EventStream stream : streams.ofTenant(tenant.id())) {
      boolean disabled = stream.status() == Status.DISABLED;
      if (disabled && owners.gone(tenant, stream)) { // later, if only its module is away
        streams.remove(tenant.id(), stream.id());
        LOG.info("ssf.stream-removed: tenant={} stream={}", tenant.id(), stream.id());
      } else if (!disabled && outbox.waitsSinceBefore(stream, oldest)) {
        stops.stop(tenant, stream, Status.DISABLED, "Events waited too long.");
      } else {
        outbox.forgetOfStream(stream, oldest);
      }
    }
  }
}
