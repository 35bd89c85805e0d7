package org.lumoauth.agents.approvals.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.lumoauth.api.event.OutboxEvents;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Finds the due work of all tenants: notifications and expiry. */
@Component(service = DueApprovalStore.class)
public final class DueApprovalStore {

  private static final String ONE = " where tenant_id = ? and approval_id = ?";
  private static final String CLAIMED = ONE + " and state = 'pending' and tell_us = ?";

  private final ApprovalsSqlGateway unit;

  @Activate
  public DueApprovalStore(@Reference ApprovalsSqlGateway unit) {
    this.unit = unit;
  }

  /** Returns the approvals with a due notification. */
  public List<StoredApproval> findDueNotifications(Instant now, int limit) {
    return unit.query(
        row -> ApprovalRowReader.read(row, now),
        ApprovalRowReader.SELECT
            + " where tell_us <= ? and state = 'pending' order by tell_us limit "
            + limit,
        ApprovalsSqlGateway.micros(now));
  }

  /**
   * Claims a notification for a short time; if the node fails, another one claims it later.
   *
   * @param until when the notification is due again without further change
   * @return whether this call claimed it; of several nodes exactly one does
   */
  public boolean claimNotification(StoredApproval stored, Instant now, Instant until) {
    return unit.update(
            "update apr_request set tell_us = ?" + ONE + " and state = 'pending' and tell_us <= ?",
            ApprovalsSqlGateway.micros(until),
            stored.tenantId(),
            stored.approval().id(),
            ApprovalsSqlGateway.micros(now))
        == 1;
  }

  /**
   * Marks the approvers as notified.
   *
   * @param until the end of the claim; a later claim of another node is not changed
   * @param reminder the time of the reminder; empty for none
   */
  public void markNotified(StoredApproval stored, Instant until, Optional<Instant> reminder) {
    unit.update(
        "update apr_request set remind_after_us = 0, tell_us = ?" + CLAIMED,
        reminder.map(ApprovalsSqlGateway::micros).orElse(null),
        stored.tenantId(),
        stored.approval().id(),
        ApprovalsSqlGateway.micros(until));
  }

  /**
   * Postpones a notification that was not sent.
   *
   * @param until the end of the claim; a later claim of another node is not changed
   */
  public void postpone(StoredApproval stored, Instant until, Instant next) {
    unit.update(
        "update apr_request set tell_us = ?" + CLAIMED,
        ApprovalsSqlGateway.micros(next),
        stored.tenantId(),
        stored.approval().id(),
        ApprovalsSqlGateway.micros(until));
  }

  /** Returns the approvals that expired without an answer. */
  public List<StoredApproval> findExpired(Instant now, int limit) {
    return unit.query(
        row -> ApprovalRowReader.read(row, now),
        ApprovalRowReader.SELECT
            + " where state = 'pending' and expires_us <= ? order by expires_us limit "
            + limit,
        ApprovalsSqlGateway.micros(now));
  }

  /** Marks an approval as expired. Of several nodes exactly one gets true. */
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
