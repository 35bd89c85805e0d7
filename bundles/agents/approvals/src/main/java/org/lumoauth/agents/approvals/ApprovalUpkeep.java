package org.lumoauth.agents.approvals;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.lumoauth.agents.approvals.store.OldApprovals;
import org.lumoauth.api.module.BackgroundWork;
import org.lumoauth.api.module.Turn;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantRegistry;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Clears out approvals that ended long ago; the audit log keeps what they were. Every node does;
 * none misses what is gone.
 */
@Component(service = ApprovalUpkeep.class, immediate = true)
public final class ApprovalUpkeep {

  private static final Logger LOG = LoggerFactory.getLogger(ApprovalUpkeep.class);
  private static final Duration PERIOD = Duration.ofMinutes(60);

  private final OldApprovals old;
  private final SettingsStore settings;
  private final TenantRegistry tenants;
  private final InstantSource clock;
  private final BackgroundWork worker = new BackgroundWork("approvals-purge");

  @Activate
  public ApprovalUpkeep(
      @Reference OldApprovals old,
      @Reference SettingsStore settings,
      @Reference TenantRegistry tenants) {
    this(old, settings, tenants, InstantSource.system());
    worker.every(PERIOD, new Turn(this::run, e -> LOG.warn("approvals.purge-failed", e)));
  }

  ApprovalUpkeep(
      OldApprovals old, SettingsStore settings, TenantRegistry tenants, InstantSource clock) {
    this.old = old;
    this.settings = settings;
    this.tenants = tenants;
    this.clock = clock;
  }

  @Deactivate
  void close() {
    worker.close();
  }

  void run() {
    Instant now = clock.instant();
    Instant soonest = now.minus(Duration.ofDays(ApprovalSettings.LEAST_KEPT_DAYS));
    for (String tenantId : old.tenantsWithOld(soonest)) {
      tenants.activeById(tenantId).ifPresent(tenant -> purge(tenant, now));
    }
  }

  private void purge(TenantContext tenant, Instant now) {
    int removed = old.purge(tenant.id(), now.minus(ApprovalSettings.kept(settings, tenant)));
    if (removed > 0) {
      LOG.info("approvals.purged tenant={} rows={}", tenant.slug(), removed);
    }
  }
}
