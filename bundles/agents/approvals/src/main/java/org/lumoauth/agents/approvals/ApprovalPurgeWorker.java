/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.approvals;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.lumoauth.agents.approvals.store.ApprovalRetentionStore;
import org.lumoauth.api.module.ResilientScheduledTask;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantRegistry;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.support.concurrent.BackgroundTaskRunner;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Purges approvals that are not pending and expired before the retention period; the audit log
 * retains their content. Runs on every node; a row that another node deleted first is skipped.
 */
@Component(service = ApprovalPurgeWorker.class, immediate = true)
public final class ApprovalPurgeWorker {

  private static final Logger LOG = LoggerFactory.getLogger(ApprovalPurgeWorker.class);
  private static final Duration PERIOD = Duration.ofMinutes(60);

  private final ApprovalRetentionStore old;
  private final SettingsStore settings;
  private final TenantRegistry tenants;
  private final InstantSource clock;
  private final BackgroundTaskRunner worker = new BackgroundTaskRunner("approvals-purge");

  @Activate
  public ApprovalPurgeWorker(
      @Reference PersistenceUnit unit,
      @Reference SettingsStore settings,
      @Reference TenantRegistry tenants,
      @Reference InstantSource clock) {
    this.old = new ApprovalRetentionStore(unit);
    this.settings = settings;
    this.tenants = tenants;
    this.clock = clock;
    worker.scheduleRepeating(
        PERIOD, new ResilientScheduledTask(this::run, e -> LOG.warn("approvals.purge-failed", e)));
  }

  @Deactivate
  void close() {
    worker.close();
  }

  void run() {
    Instant now = clock.instant();
    Instant soonest = now.minus(Duration.ofDays(ApprovalSettings.LEAST_KEPT_DAYS));
    for (String tenantId : old.findTenantsWithOld(soonest)) {
      tenants.findActiveById(tenantId).ifPresent(tenant -> purge(tenant, now));
    }
  }

  private void purge(TenantContext tenant, Instant now) {
    int removed =
        old.purge(tenant.id(), now.minus(ApprovalSettings.RETENTION.read(settings, tenant)));
    if (removed > 0) {
      LOG.info("approvals.purged tenant={} rows={}", tenant.slug(), removed);
    }
  }
}
