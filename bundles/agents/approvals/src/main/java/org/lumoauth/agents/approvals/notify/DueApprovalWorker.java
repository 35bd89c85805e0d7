/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.approvals.notify;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.lumoauth.agents.approvals.ApprovalAudit;
import org.lumoauth.agents.approvals.ApprovalWithdrawalService;
import org.lumoauth.agents.approvals.store.DueApprovalStore;
import org.lumoauth.agents.approvals.store.StoredApproval;
import org.lumoauth.agents.approvals.store.WithdrawnApprovalStore;
import org.lumoauth.api.approval.ApprovalService;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventPublisher;
import org.lumoauth.api.event.OutboxEvents;
import org.lumoauth.api.module.ResilientScheduledTask;
import org.lumoauth.api.tenant.TenantRegistry;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.support.concurrent.BackgroundTaskRunner;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Processes due work in the background: notifications, reminders and expiry. */
@Component(service = ApprovalWakeSignal.class)
public final class DueApprovalWorker implements ApprovalWakeSignal {

  private static final Logger LOG = LoggerFactory.getLogger(DueApprovalWorker.class);
  private static final long PAUSE_SECONDS = 2;
  private static final int BATCH = 64;

  /** Duration of a claim on notifications; after it another node retries. */
  private static final Duration CLAIM = Duration.ofMinutes(2);

  /**
   * How long to wait for an installed page or channel that is unavailable. Mail requires both: a
   * page to link to and a channel that sends it.
   */
  private static final Duration GRACE = Duration.ofSeconds(60);

  private static final Duration GRACE_PAUSE = Duration.ofSeconds(5);

  private final DueApprovalStore due;
  private final ApproverNotifier notices;
  private final TenantRegistry tenants;
  private final DomainEventPublisher events;
  private final ApprovalAudit audit;
  private final WithdrawnApprovalWorker withdrawn;
  private final InstantSource clock;
  private final Instant since;
  private final ResilientScheduledTask turn =
      new ResilientScheduledTask(this::run, DueApprovalWorker::failed);
  private final BackgroundTaskRunner worker = new BackgroundTaskRunner("lumoauth-approvals");

  @Activate
  public DueApprovalWorker(
      @Reference PersistenceUnit unit,
      @Reference ApproverNotifier notices,
      @Reference TenantRegistry tenants,
      @Reference DomainEventPublisher events,
      @Reference ApprovalAudit audit,
      @Reference ApprovalWithdrawalService withdrawals,
      @Reference InstantSource clock) {
    this(
        new DueApprovalStore(unit),
        notices,
        tenants,
        events,
        audit,
        new WithdrawnApprovalWorker(new WithdrawnApprovalStore(unit), withdrawals, tenants),
        clock);
    worker.scheduleRepeating(Duration.ofSeconds(PAUSE_SECONDS), turn);
  }

  private DueApprovalWorker(
      DueApprovalStore due,
      ApproverNotifier notices,
      TenantRegistry tenants,
      DomainEventPublisher events,
      ApprovalAudit audit,
      WithdrawnApprovalWorker withdrawn,
      InstantSource clock) {
    this.due = due;
    this.notices = notices;
    this.tenants = tenants;
    this.events = events;
    this.audit = audit;
    this.withdrawn = withdrawn;
    this.clock = clock;
    this.since = clock.instant();
  }

  /** Creates a worker without a thread, which runs only when called. For tests. */
  public static DueApprovalWorker withoutThread(
      DueApprovalStore due,
      ApproverNotifier notices,
      TenantRegistry tenants,
      DomainEventPublisher events,
      ApprovalAudit audit,
      WithdrawnApprovalWorker withdrawn,
      InstantSource clock) {
    return new DueApprovalWorker(due, notices, tenants, events, audit, withdrawn, clock);
  }

  @Deactivate
  void close() {
    worker.close();
  }

  @Override
  public void wake() {
    worker.submit(turn);
  }

  /** Processes the due work. */
  public void run() {
    new ResilientScheduledTask(this::tellAndEnd, DueApprovalWorker::failed).run();
    new ResilientScheduledTask(withdrawn::run, DueApprovalWorker::failed).run();
  }

  private void tellAndEnd() {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    due.findExpired(now, BATCH).forEach(this::end);
    due.findDueNotifications(now, BATCH)
        .forEach(
            stored ->
                new ResilientScheduledTask(() -> tell(stored, now), DueApprovalWorker::failed)
                    .run());
  }

  private static void failed(Throwable e) { // due work remains due
    LOG.warn("approvals.work-failed: retrying in {} s", PAUSE_SECONDS, e);
  }

  private void end(StoredApproval stored) {
    String id = stored.approval().id();
    OutboxEvents told =
        events.prepare(new DomainEvent(ApprovalService.ANSWERED, stored.tenantId(), id));
    if (!due.expire(stored.tenantId(), id, told)) {
      return; // another node claimed it
    }
    tenants
        .findActiveById(stored.tenantId())
        .ifPresent(tenant -> audit.recordExpiry(tenant, stored.approval()));
    told.publish();
  }

  private void tell(StoredApproval stored, Instant now) {
    Instant until = now.plus(CLAIM);
    if (due.claimNotification(stored, now, until)) {
      tenants
          .findActiveById(stored.tenantId())
          .ifPresent(
              tenant -> {
                if (notices.sendNotices(tenant, stored, now, now.isBefore(graceEnds(stored)))) {
                  due.markNotified(stored, until, reminder(stored, now));
                } else {
                  due.postpone(stored, until, now.plus(GRACE_PAUSE));
                }
              });
    }
  }

  private static Optional<Instant> reminder(StoredApproval stored, Instant now) {
    return stored.remindAfter().isZero()
        ? Optional.empty()
        : Optional.of(now.plus(stored.remindAfter()));
  }

  /**
   * Returns the end of the grace period. It begins when this worker starts or the request is
   * created, whichever is later, because other modules may start after this one.
   */
  private Instant graceEnds(StoredApproval stored) {
    Instant asked = stored.approval().createdAt();
    return (asked.isAfter(since) ? asked : since).plus(GRACE);
  }
}
