package org.lumoauth.agents.approvals.store;

import java.util.List;
import org.lumoauth.api.event.OutboxEvents;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Approvals that ended with somebody and of which that is neither recorded nor told yet. */
@Component(service = WithdrawnApprovalStore.class)
public final class WithdrawnApprovalStore {

  private static final String ONE = " where tenant_id = ? and approval_id = ? and withdrawn_for ";

  private final ApprovalsPersistenceUnit unit;

  @Activate
  public WithdrawnApprovalStore(@Reference ApprovalsPersistenceUnit unit) {
    this.unit = unit;
  }

  /**
   * One of them.
   *
   * @param cause the type of the event with which it ended
   */
  public record WithdrawnApproval(String tenantId, String id, String cause) {}

  /**
   * Those of all tenants, in the order of their ids.
   *
   * @param after the id of the last that was read; empty to begin
   */
  public List<WithdrawnApproval> findAfter(String after, int limit) {
    return unit.query(
        row -> new WithdrawnApproval(row.getString(1), row.getString(2), row.getString(3)),
        "select tenant_id, approval_id, withdrawn_for from apr_request"
            + " where withdrawn_for is not null and approval_id > ? order by approval_id limit "
            + limit,
        after);
  }

  /** Takes on to record one and tell of it; of several nodes one gets true. */
  public boolean claim(WithdrawnApproval one, OutboxEvents told) {
    return unit.update(
            told,
            "update apr_request set withdrawn_for = null" + ONE + "is not null",
            one.tenantId(),
            one.id())
        == 1;
  }

  /** It could not be recorded: somebody else, or this node later, takes it on. */
  public void release(WithdrawnApproval one) {
    unit.update(
        "update apr_request set withdrawn_for = ?" + ONE + "is null",
        one.cause(),
        one.tenantId(),
        one.id());
  }
}
