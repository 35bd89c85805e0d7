package org.lumoauth.agents.approvals.store;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.lumoauth.api.approval.NewApproval;
import org.lumoauth.api.directory.SubjectRef;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Looks through what of a tenant is pending, or approved and not used, and can still be. */
@Component(service = OpenApprovals.class)
public final class OpenApprovals {

  private static final int BATCH = 200;
  private static final String NO_PARAMETERS = "{}";

  private final ApprovalsUnit unit;

  @Activate
  public OpenApprovals(@Reference ApprovalsUnit unit) {
    this.unit = unit;
  }

  /**
   * One of them.
   *
   * @param id the approval's
   * @param asked who asks what, without the parameters
   * @param createdAt when it was asked
   */
  public record Open(String id, NewApproval asked, Instant createdAt) {}

  /** Shows each of them once, in the order of their ids; it may be withdrawn meanwhile. */
  public void each(String tenantId, Instant now, Consumer<Open> look) {
    each(look, "", tenantId, ApprovalsUnit.micros(now));
  }

  /** The same of one who asks. */
  public void eachOf(String tenantId, SubjectRef requester, Instant now, Consumer<Open> look) {
    each(look, " and requester = ?", tenantId, ApprovalsUnit.micros(now), requester.toString());
  }

  private void each(Consumer<Open> look, String which, Object... values) {
    Object[] all = Arrays.copyOf(values, values.length + 1);
    String after = "";
    List<Open> batch;
    do {
      all[values.length] = after;
      batch =
          unit.query(
              row ->
                  new Open(
                      row.getString(1),
                      ApprovalJson.asked(row.getString(2), NO_PARAMETERS),
                      ApprovalsUnit.at(row.getLong(3))),
              "select approval_id, asked, created_us from apr_request where tenant_id = ?"
                  + " and state in ('pending', 'approved') and expires_us > ?"
                  + which
                  + " and approval_id > ? order by approval_id limit "
                  + BATCH,
              all);
      batch.forEach(look);
      after = batch.isEmpty() ? after : batch.get(batch.size() - 1).id();
    } while (batch.size() == BATCH);
  }
}
