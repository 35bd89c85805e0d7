package org.lumoauth.agents.approvals.notify;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.lumoauth.agents.approvals.ApprovalAudit;
import org.lumoauth.agents.approvals.store.DueApprovals;
import org.lumoauth.agents.approvals.store.StoredApproval;
import org.lumoauth.api.approval.Approvals;
import org.lumoauth.api.event.Announcement;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEvents;
import org.lumoauth.api.module.BackgroundWork;
import org.lumoauth.api.module.Turn;
import org.lumoauth.api.tenant.TenantRegistry;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Works off what is due, beside the requests: telling, reminding, ending. */
@Component(service = Wake.class)
public final class Worker implements Wake {

  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
  private static final long PAUSE_SECONDS = 2;
  private static final int BATCH = 64;

  /** How long telling people may take: then somebody else does. */
  private static final Duration CLAIM = Duration.ofMinutes(2);

  /**
   * How long a page, or a channel, that is installed and away is waited for: mail leads nowhere
   * without the one, and is not sent without the other.
   */
  private static final Duration GRACE = Duration.ofSeconds(60);

  private static final Duration GRACE_PAUSE = Duration.ofSeconds(5);

  private final DueApprovals due;
  private final Notices notices;
  private final TenantRegistry tenants;
  private final DomainEvents events;
  private final ApprovalAudit audit;
  private final WithdrawalRecords withdrawn;
  private final InstantSource clock;
  private final Instant since;
  private final Turn turn = new Turn(this::run, Worker::failed);
  private final BackgroundWork worker = new BackgroundWork("lumoauth-approvals");

  @Activate
  public Worker(
      @Reference DueApprovals due,
      @Reference Notices notices,
      @Reference TenantRegistry tenants,
      @Reference DomainEvents events,
      @Reference ApprovalAudit audit,
      @Reference WithdrawalRecords withdrawn) {
    this(due, notices, tenants, events, audit, withdrawn, InstantSource.system());
    worker.every(Duration.ofSeconds(PAUSE_SECONDS), turn);
  }

  private Worker(
      DueApprovals due,
      Notices notices,
      TenantRegistry tenants,
      DomainEvents events,
      ApprovalAudit audit,
      WithdrawalRecords withdrawn,
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

  /** One that works when it is told to and at no other time, for tests. */
  public static Worker byHand(
      DueApprovals due,
      Notices notices,
      TenantRegistry tenants,
      DomainEvents events,
      ApprovalAudit audit,
      WithdrawalRecords withdrawn,
      InstantSource clock) {
    return new Worker(due, notices, tenants, events, audit, withdrawn, clock);
  }

  @Deactivate
  void close() {
    worker.close();
  }

  @Override
  public void wake() {
    worker.soon(turn);
  }

  /** Does what is due. */
  public void run() {
    new Turn(this::tellAndEnd, Worker::failed).run();
    new Turn(withdrawn::run, Worker::failed).run();
  }

  private void tellAndEnd() {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    due.ended(now, BATCH).forEach(this::end);
    due.toTell(now, BATCH)
        .forEach(stored -> new Turn(() -> tell(stored, now), Worker::failed).run());
  }

  private static void failed(Throwable e) { // what is due stays due
    LOG.warn("approvals.work-failed: tried again in {} s", PAUSE_SECONDS, e);
  }

  private void end(StoredApproval stored) {
    String id = stored.approval().id();
    Announcement told = events.announce(new DomainEvent(Approvals.ANSWERED, stored.tenantId(), id));
    if (!due.expire(stored.tenantId(), id, told)) {
      return; // another node did
    }
    tenants
        .activeById(stored.tenantId())
        .ifPresent(tenant -> audit.expired(tenant, stored.approval()));
    told.publish();
  }

  private void tell(StoredApproval stored, Instant now) {
    Instant until = now.plus(CLAIM);
    if (due.claimTelling(stored, now, until)) {
      tenants
          .activeById(stored.tenantId())
          .ifPresent(
              tenant -> {
                if (notices.tell(tenant, stored, now, now.isBefore(graceEnds(stored)))) {
                  due.told(stored, until, reminder(stored, now));
                } else {
                  due.putOff(stored, until, now.plus(GRACE_PAUSE));
                }
              });
    }
  }

  private static Optional<Instant> reminder(StoredApproval stored, Instant now) {
    return stored.remindAfter().isZero()
        ? Optional.empty()
        : Optional.of(now.plus(stored.remindAfter()));
  }

  /** What is waited for may come up after this does, whenever it was asked. */
  private Instant graceEnds(StoredApproval stored) {
    Instant asked = stored.approval().createdAt();
    return (asked.isAfter(since) ? asked : since).plus(GRACE);
  }
}
