/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.approvals.store;

import java.util.List;
import org.lumoauth.api.event.OutboxEvents;
import org.lumoauth.platform.persistence.PersistenceUnit;

/** Stores approvals that were withdrawn for a participant and not yet recorded and published. */
public final class WithdrawnApprovalStore {

  private static final String ONE = " where tenant_id = ? and approval_id = ? and withdrawn_for ";

  private final PersistenceUnit unit;

  public WithdrawnApprovalStore(PersistenceUnit unit) {
    this.unit = unit;
  }

  /**
   * A withdrawn approval.
   *
   * @param cause the type of the event that caused it
   */
  public record WithdrawnApproval(String tenantId, String id, String cause) {}

  /**
   * Returns withdrawn approvals of all tenants, in the order of the ids.
   *
   * @param after the id of the last approval that was read; empty for the first page
   */
  public List<WithdrawnApproval> findAfter(String after, int limit) {
    return unit.list(
        row -> new WithdrawnApproval(row.getString(1), row.getString(2), row.getString(3)),
        "select tenant_id, approval_id, withdrawn_for from apr_request"
            + " where withdrawn_for is not null and approval_id > ? order by approval_id limit "
            + limit,
        after);
  }

  /** Claims the record and the events of an approval; of several nodes exactly one gets true. */
  public boolean claim(WithdrawnApproval one, OutboxEvents told) {
    return unit.update(
            told,
            "update apr_request set withdrawn_for = null" + ONE + "is not null",
            one.tenantId(),
            one.id())
        == 1;
  }

  /** Releases a claim after a failed record, so that it is retried. */
  public void release(WithdrawnApproval one) {
    unit.update(
        "update apr_request set withdrawn_for = ?" + ONE + "is null",
        one.cause(),
        one.tenantId(),
        one.id());
  }
}
