/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.audit.chain;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.module.ResilientScheduledTask;
import org.lumoauth.platform.persistence.EpochMicrosConverter;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.support.concurrent.BackgroundTaskRunner;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes expired records from the start of each chain. The chain first records the last record to
 * delete, then the checkpoint is moved, then the records are deleted. After an interruption at any
 * step, the chain can be verified from its checkpoint.
 */
@Component(service = AuditRetentionWorker.class, immediate = true)
public final class AuditRetentionWorker {
  private static final Logger LOG = LoggerFactory.getLogger(AuditRetentionWorker.class);
  private static final Duration EVERY = Duration.ofHours(6);

  private final PersistenceUnit tables;
  private final AuditLog log;
  private final OperatorAuditRetentionSettings limits;
  private final ChainCheckpointStore starts;
  private final BackgroundTaskRunner worker = new BackgroundTaskRunner("lumoauth-audit-retention");

  @Activate
  public AuditRetentionWorker(
      @Reference PersistenceUnit tables,
      @Reference AuditLog log,
      @Reference OperatorAuditRetentionSettings limits) {
    this(
        tables,
        log,
        limits,
        expired ->
            expired.worker.scheduleRepeating(
                EVERY,
                new ResilientScheduledTask(
                    () -> expired.deleteAll(Instant.now()),
                    e -> LOG.warn("audit.retention-failed", e))));
  }

  AuditRetentionWorker(
      PersistenceUnit tables,
      AuditLog log,
      OperatorAuditRetentionSettings limits,
      Consumer<AuditRetentionWorker> start) {
    this.tables = tables;
    this.log = log;
    this.limits = limits;
    this.starts = new ChainCheckpointStore(tables);
    start.accept(this);
  }

  @Deactivate
  void close() {
    worker.close();
  }

  private void deleteAll(Instant now) {
    if (limits.deletesRecords()) {
      starts.tenants().forEach(tenantId -> delete(tenantId, now));
    }
  }

  /** Deletes the expired records of one chain and returns their number. */
  int delete(String tenantId, Instant now) {
    Instant oldest = now.minus(Duration.ofDays(days(tenantId)));
    long micros = EpochMicrosConverter.toMicros(oldest);
    ChainHead start = starts.of(tenantId);
    Optional<ChainHead> last =
        starts.lastBefore(tenantId, micros).filter(each -> each.sequence() > start.sequence());
    if (last.isPresent()) {
      log.record(tenantId, event(tenantId, start, last.get(), oldest));
      starts.move(tenantId, last.get());
    }
    int deleted =
        starts.delete(tenantId, last.orElse(start)); // including records left by an interrupted run
    if (deleted > 0) {
      LOG.info("audit.retention-applied tenant={} records={}", tenantId, deleted);
    }
    return deleted;
  }

  /** Returns the tenant's retention period, at least the operator's current minimum. */
  private int days(String tenantId) {
    return tables
        .first(
            row -> row.getInt(1),
            "SELECT retention_days FROM audit_retention WHERE tenant_id = ?",
            tenantId)
        .map(days -> Math.max(days, limits.minDays()))
        .orElseGet(limits::days);
  }

  private static AuditEvent event(
      String tenantId, ChainHead start, ChainHead last, Instant oldest) {
    return AuditInitiator.server("platform-audit")
        .auditEvent(ChainCheckpointStore.REMOVED, "Expired audit records were deleted.")
        .withTarget("audit_log", tenantId)
        .withDetails(
            Map.of(
                "recorded_before",
                oldest.toString(),
                "first_removed_sequence",
                start.sequence() + 1,
                ChainCheckpointStore.SEQUENCE,
                last.sequence(),
                ChainCheckpointStore.HASH,
                ChainCheckpointStore.hex(last)));
  }
}
