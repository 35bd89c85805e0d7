package org.lumoauth.agents.approvals.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.lumoauth.api.event.Announcement;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What is due of the approvals of all tenants: to be told of, and to end without an answer. */
@Component(service = DueApprovals.class)
public final class DueApprovals {

  private static final String ONE = " where tenant_id = ? and approval_id = ?";
  private static final String CLAIMED = ONE + " and state = 'pending' and tell_us = ?";

  private final ApprovalsUnit unit;

  @Activate
  public DueApprovals(@Reference ApprovalsUnit unit) {
    this.unit = unit;
  }

  /** Those of which people are to be told now. */
  public List<StoredApproval> toTell(Instant now, int limit) {
    return unit.query(
        row -> ApprovalRows.read(row, now),
        ApprovalRows.SELECT
            + " where tell_us <= ? and state = 'pending' order by tell_us limit "
            + limit,
        ApprovalsUnit.micros(now));
  }

  /**
   * Takes on to tell people, for a short time: whoever ends in the middle of it leaves it to the
   * next.
   *
   * @param until when it is due again if nothing more is said of it
   * @return whether it was this call that got it; of several nodes one does
   */
  public boolean claimTelling(StoredApproval stored, Instant now, Instant until) {
    return unit.update(
            "update apr_request set tell_us = ?" + ONE + " and state = 'pending' and tell_us <= ?",
            ApprovalsUnit.micros(until),
            stored.tenantId(),
            stored.approval().id(),
            ApprovalsUnit.micros(now))
        == 1;
  }

  /**
   * People were told.
   *
   * @param until of the claim; where another took it on since, that stays
   * @param reminder when they are told once more; empty for never again
   */
  public void told(StoredApproval stored, Instant until, Optional<Instant> reminder) {
    unit.update(
        "update apr_request set remind_after_us = 0, tell_us = ?" + CLAIMED,
        reminder.map(ApprovalsUnit::micros).orElse(null),
        stored.tenantId(),
        stored.approval().id(),
        ApprovalsUnit.micros(until));
  }

  /**
   * Nobody was told, and people are to be told later.
   *
   * @param until of the claim; where another took it on since, that stays
   */
  public void putOff(StoredApproval stored, Instant until, Instant next) {
    unit.update(
        "update apr_request set tell_us = ?" + CLAIMED,
        ApprovalsUnit.micros(next),
        stored.tenantId(),
        stored.approval().id(),
        ApprovalsUnit.micros(until));
  }

  /** Those that ended without an answer. */
  public List<StoredApproval> ended(Instant now, int limit) {
    return unit.query(
        row -> ApprovalRows.read(row, now),
        ApprovalRows.SELECT
            + " where state = 'pending' and expires_us <= ? order by expires_us limit "
            + limit,
        ApprovalsUnit.micros(now));
  }

  /** Marks one that nobody answered; of several nodes one gets true. */
  public boolean expire(String tenantId, String id, Announcement told) {
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
