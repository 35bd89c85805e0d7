/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit.task;

import java.time.Duration;
import java.time.Instant;
import org.lumoauth.agents.jit.JitSettings;
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
 * Purges tasks and requests that ended before the retention period; the audit log retains their
 * content. Runs on every node; a row that another node deleted first is skipped.
 */
@Component(service = TaskPurgeWorker.class, immediate = true)
public final class TaskPurgeWorker {

  private static final Logger LOG = LoggerFactory.getLogger(TaskPurgeWorker.class);
  private static final Duration PERIOD = Duration.ofMinutes(60);

  private final AgentTaskStore store;
  private final AgentTaskLifecycleService tasks;
  private final SettingsStore settings;
  private final TenantRegistry tenants;
  private final BackgroundTaskRunner worker = new BackgroundTaskRunner("jit-purge");

  @Activate
  public TaskPurgeWorker(
      @Reference AgentTaskStore store,
      @Reference AgentTaskLifecycleService tasks,
      @Reference SettingsStore settings,
      @Reference TenantRegistry tenants) {
    this.store = store;
    this.tasks = tasks;
    this.settings = settings;
    this.tenants = tenants;
    worker.scheduleRepeating(
        PERIOD, new ResilientScheduledTask(this::run, e -> LOG.warn("jit.purge-failed", e)));
  }

  @Deactivate
  void close() {
    worker.close();
  }

  void run() {
    Instant now = tasks.now();
    Instant soonest = now.minus(Duration.ofDays(JitSettings.LEAST_KEPT_DAYS));
    for (String tenantId : store.findTenantsWithOld(soonest)) {
      tenants.findActiveById(tenantId).ifPresent(tenant -> purge(tenant, now));
    }
  }

  private void purge(TenantContext tenant, Instant now) {
    int removed = store.purge(tenant.id(), now.minus(JitSettings.RETENTION.read(settings, tenant)));
    if (removed > 0) {
      LOG.info("jit.purged tenant={} rows={}", tenant.slug(), removed);
    }
  }
}
