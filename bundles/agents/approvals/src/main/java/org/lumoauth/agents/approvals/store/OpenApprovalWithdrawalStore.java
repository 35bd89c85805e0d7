/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.approvals.store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import org.lumoauth.agents.approvals.ApprovalSettings;
import org.lumoauth.api.approval.NewApproval;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.SqlStatementRunner;

/**
 * Withdraws approvals of a tenant that are pending and not expired, or approved and still usable,
 * which is a longer period. Other approvals do not change.
 */
public final class OpenApprovalWithdrawalStore {

  private static final int BATCH = 200;
  private static final String NO_PARAMETERS = "{}";
  private static final Duration USABLE = Duration.ofDays(ApprovalSettings.LEAST_KEPT_DAYS);

  private final PersistenceUnit unit;

  public OpenApprovalWithdrawalStore(PersistenceUnit unit) {
    this.unit = unit;
  }

  /**
   * An open approval.
   *
   * @param id the id of the approval
   * @param asked the request, without its parameters
   * @param createdAt the creation time
   */
  public record OpenApproval(String id, NewApproval asked, Instant createdAt) {}

  /**
   * Withdraws the approvals that a predicate selects, in batches; {@link WithdrawnApprovalStore}
   * handles their records and events.
   *
   * @param cause the reason for the record
   */
  public void withdraw(String tenantId, Instant now, Predicate<OpenApproval> which, String cause) {
    withdraw(which, cause, new OpenApprovalFilter(tenantId, now, "", List.of()));
  }

  /** Withdraws approvals of one requester. */
  public void withdrawOf(
      String tenantId,
      SubjectRef requester,
      Instant now,
      Predicate<OpenApproval> which,
      String cause) {
    String condition = " and requester = ?";
    withdraw(
        which,
        cause,
        new OpenApprovalFilter(tenantId, now, condition, List.of(requester.toString())));
  }

  /** Withdraws approvals that depend on one consent, or on an unknown one. */
  public void withdrawBy(
      String tenantId, String consentId, Instant now, Predicate<OpenApproval> which, String cause) {
    String condition = " and (delegation_id = ? or delegation_id is null)";
    withdraw(which, cause, new OpenApprovalFilter(tenantId, now, condition, List.of(consentId)));
  }

  private record OpenApprovalFilter(
      String tenantId, Instant now, String condition, List<Object> values) {}

  /** Reads each approval once, in the order of the ids. */
  private void withdraw(Predicate<OpenApproval> which, String cause, OpenApprovalFilter where) {
    String after = "";
    List<OpenApproval> batch;
    do {
      List<Object> all = new ArrayList<>();
      all.add(where.tenantId());
      all.add(where.now().minus(USABLE));
      all.add(where.now());
      all.addAll(where.values());
      all.add(after);
      batch =
          unit.list(
              row ->
                  new OpenApproval(
                      row.getString(1),
                      ApprovalJsonCodec.asked(row.getString(2), NO_PARAMETERS),
                      SqlStatementRunner.instant(row, "created_us")),
              "select approval_id, asked, created_us from apr_request where tenant_id = ?"
                  + " and (state = 'approved' and expires_us > ?"
                  + " or state = 'pending' and expires_us > ?)"
                  + where.condition()
                  + " and approval_id > ? order by approval_id limit "
                  + BATCH,
              all.toArray());
      withdraw(
          where.tenantId(), batch.stream().filter(which).map(OpenApproval::id).toList(), cause);
      after = batch.isEmpty() ? after : batch.get(batch.size() - 1).id();
    } while (batch.size() == BATCH);
  }

  private void withdraw(String tenantId, List<String> ids, String cause) {
    if (ids.isEmpty()) {
      return;
    }
    List<Object> values = new ArrayList<>(List.of(cause, tenantId));
    values.addAll(ids);
    unit.update(
        "update apr_request set state = 'withdrawn', tell_us = null, withdrawn_for = ?"
            + " where tenant_id = ? and state in ('pending', 'approved') and approval_id in ("
            + String.join(", ", Collections.nCopies(ids.size(), "?"))
            + ")",
        values.toArray());
  }
}
