/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.approvals.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.lumoauth.api.event.OutboxEvents;
import org.lumoauth.platform.persistence.PersistenceUnit;

/** Finds the due work of all tenants: notifications and expiry. */
public final class DueApprovalStore {

  private static final String ONE = " where tenant_id = ? and approval_id = ?";
  private static final String CLAIMED = ONE + " and state = 'pending' and tell_us = ?";

  private final PersistenceUnit unit;

  public DueApprovalStore(PersistenceUnit unit) {
    this.unit = unit;
  }

  /** Returns the approvals with a due notification. */
  public List<StoredApproval> findDueNotifications(Instant now, int limit) {
    return unit.list(
        row -> ApprovalRowReader.read(row, now),
        ApprovalRowReader.SELECT
            + " where tell_us <= ? and state = 'pending' order by tell_us limit "
            + limit,
        now);
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
            until,
            stored.tenantId(),
            stored.approval().id(),
            now)
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
        reminder.orElse(null),
        stored.tenantId(),
        stored.approval().id(),
        until);
  }

  /**
   * Postpones a notification that was not sent.
   *
   * @param until the end of the claim; a later claim of another node is not changed
   */
  public void postpone(StoredApproval stored, Instant until, Instant next) {
    unit.update(
        "update apr_request set tell_us = ?" + CLAIMED,
        next,
        stored.tenantId(),
        stored.approval().id(),
        until);
  }

  /** Returns the approvals that expired without an answer. */
  public List<StoredApproval> findExpired(Instant now, int limit) {
    return unit.list(
        row -> ApprovalRowReader.read(row, now),
        ApprovalRowReader.SELECT
            + " where state = 'pending' and expires_us <= ? order by expires_us limit "
            + limit,
        now);
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
