package org.lumoauth.agents.approvals.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.lumoauth.api.event.OutboxEvents;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What is due of the approvals of all tenants: to be told of, and to end without an answer. */
@Component(service = DueApprovalStore.class)
public final class DueApprovalStore {

  private static final String ONE = " where tenant_id = ? and approval_id = ?";
  private static final String CLAIMED = ONE + " and state = 'pending' and tell_us = ?";

  private final ApprovalsPersistenceUnit unit;

  @Activate
  public DueApprovalStore(@Reference ApprovalsPersistenceUnit unit) {
    this.unit = unit;
  }

  /** Those of which people are to be told now. */
  public List<StoredApproval> findDueNotifications(Instant now, int limit) {
    return unit.query(
        row -> ApprovalRowReader.read(row, now),
        ApprovalRowReader.SELECT
            + " where tell_us <= ? and state = 'pending' order by tell_us limit "
            + limit,
        ApprovalsPersistenceUnit.micros(now));
  }

  /**
   * Takes on to tell people, for a short time: whoever ends in the middle of it leaves it to the
   * next.
   *
   * @param until when it is due again if nothing more is said of it
   * @return whether it was this call that got it; of several nodes one does
   */
  public boolean claimNotification(StoredApproval stored, Instant now, Instant until) {
    return unit.update(
            "update apr_request set tell_us = ?" + ONE + " and state = 'pending' and tell_us <= ?",
            ApprovalsPersistenceUnit.micros(until),
            stored.tenantId(),
            stored.approval().id(),
            ApprovalsPersistenceUnit.micros(now))
        == 1;
  }

  /**
   * People were told.
   *
   * @param until of the claim; where another took it on since, that stays
   * @param reminder when they are told once more; empty for never again
   */
  public void markNotified(StoredApproval stored, Instant until, Optional<Instant> reminder) {
    unit.update(
        "update apr_request set remind_after_us = 0, tell_us = ?" + CLAIMED,
        reminder.map(ApprovalsPersistenceUnit::micros).orElse(null),
        stored.tenantId(),
        stored.approval().id(),
        ApprovalsPersistenceUnit.micros(until));
  }

  /**
   * Nobody was told, and people are to be told later.
   *
   * @param until of the claim; where another took it on since, that stays
   */
  public void postpone(StoredApproval stored, Instant until, Instant next) {
    unit.update(
        "update apr_request set tell_us = ?" + CLAIMED,
        ApprovalsPersistenceUnit.micros(next),
        stored.tenantId(),
        stored.approval().id(),
        ApprovalsPersistenceUnit.micros(until));
  }

  /** Those that ended without an answer. */
  public List<StoredApproval> findExpired(Instant now, int limit) {
    return unit.query(
        row -> ApprovalRowReader.read(row, now),
        ApprovalRowReader.SELECT
            + " where state = 'pending' and expires_us <= ? order by expires_us limit "
            + limit,
        ApprovalsPersistenceUnit.micros(now));
  }

  /** Marks one that nobody answered; of several nodes one gets true. */
  public boolean expire(String tenantId, String id, OutboxEvents told) {
    return unit.update(
            told,
            "update apr_request set state = 'expired', tell_us = null"
                + ONE
                + " and state = 'pending'",
            tenantId,
            id)
        == 1;
  }
}
