/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.approvals.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.approval.Approval;
import org.lumoauth.api.approval.Approval.ApprovalState;
import org.lumoauth.api.approval.ApprovalAnswer;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.event.OutboxEvents;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.SqlStatementRunner;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Stores approvals. Every statement is restricted to a tenant. */
@Component(service = ApprovalStore.class)
public final class ApprovalStore {

  private static final String ONE = " where tenant_id = ? and approval_id = ?";

  private final PersistenceUnit unit;

  @Activate
  public ApprovalStore(@Reference PersistenceUnit unit) {
    this.unit = unit;
  }

  /**
   * Adds a pending approval unless the family reached its limit of open approvals; notifications
   * are due immediately. Concurrent calls cannot exceed the limit.
   *
   * @param family the subject that the limit is counted for
   * @param consentId the id of the user's consent that the request depends on; an empty text if it
   *     requires none
   * @param most the maximum number of open approvals of the family
   * @return false if the limit is reached
   */
  public boolean add(
      StoredApproval stored,
      SubjectRef family,
      Optional<String> consentId,
      String parameters,
      int most) {
    return unit.retryingTransaction(
        connection -> {
          holdFamily(connection, stored.tenantId(), family);
          boolean room =
              countOpen(connection, stored.tenantId(), family, stored.approval().createdAt())
                  < most;
          if (room) {
            insert(connection, stored, family, consentId, parameters);
          }
          return room;
        });
  }

  /**
   * Serializes the transactions of a family, so that following reads see committed rows. The row is
   * updated, because on a cluster a lock alone would let two nodes pass.
   */
  private static void holdFamily(Connection connection, String tenantId, SubjectRef family)
      throws SQLException {
    int held =
        SqlStatementRunner.update(
            connection,
            "update apr_family set turns = turns + 1 where tenant_id = ? and family = ?",
            tenantId,
            family.toString());
    if (held == 0) {
      SqlStatementRunner.update(
          connection,
          "insert into apr_family (tenant_id, family, turns) values (?, ?, 1)",
          tenantId,
          family.toString());
    }
  }

  private static void insert(
      Connection connection,
      StoredApproval stored,
      SubjectRef family,
      Optional<String> consentId,
      String parameters)
      throws SQLException {
    Approval approval = stored.approval();
    SqlStatementRunner.update(
        connection,
        "insert into apr_request (tenant_id, approval_id, state, requester, asked, parameters,"
            + " parameters_hash, approvers, people, created_us, expires_us, tell_us,"
            + " remind_after_us, family, delegation_id)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        stored.tenantId(),
        approval.id(),
        ApprovalState.PENDING.wire(),
        approval.request().requester().toString(),
        ApprovalJsonCodec.asked(approval.request()),
        parameters,
        approval.parametersHash(),
        ApprovalJsonCodec.approvers(stored.approvers()),
        approval.requiredApprovals(),
        approval.createdAt(),
        approval.expiresAt(),
        approval.createdAt(),
        stored.remindAfter().toNanos() / 1_000,
        family.toString(),
        consentId.orElse(null));
  }

  /** Returns the approval with this id and all its answers. */
  public Optional<StoredApproval> find(String tenantId, String id, Instant now) {
    return unit.jdbc(connection -> ApprovalRowReader.find(connection, tenantId, id, now, ""));
  }

  /** Returns the first open approvals, the first to expire first. */
  public List<StoredApproval> findOpen(String tenantId, Instant now, int limit) {
    return findOpen(tenantId, now, Optional.empty(), limit);
  }

  /**
   * Returns open approvals, the first to expire first.
   *
   * @param after the last approval that was read; empty for the first page
   */
  public List<StoredApproval> findOpen(
      String tenantId, Instant now, Optional<Approval> after, int limit) {
    Instant since = after.map(Approval::expiresAt).orElse(now);
    return findOpen(
        now,
        " and (expires_us > ? or expires_us = ? and approval_id > ?)"
            + " order by expires_us, approval_id limit "
            + limit,
        tenantId,
        now,
        since,
        since,
        after.map(Approval::id).orElse(""));
  }

  /**
   * Returns open approvals, the newest first.
   *
   * @param after the last approval that was read; empty for the first page
   */
  public List<StoredApproval> findOpenNewestFirst(
      String tenantId, Instant now, Optional<Approval> after, int limit) {
    Object until = after.<Object>map(Approval::createdAt).orElse(Long.MAX_VALUE);
    return findOpen(
        now,
        " and (created_us < ? or created_us = ? and approval_id < ?)"
            + " order by created_us desc, approval_id desc limit "
            + limit,
        tenantId,
        now,
        until,
        until,
        after.map(Approval::id).orElse(""));
  }

  private List<StoredApproval> findOpen(Instant now, String which, Object... values) {
    return unit.jdbc(
        connection -> {
          List<StoredApproval> found =
              SqlStatementRunner.list(
                  connection,
                  row -> ApprovalRowReader.read(row, now),
                  ApprovalRowReader.SELECT
                      + " where tenant_id = ? and state = 'pending' and expires_us > ?"
                      + which,
                  values);
          for (int i = 0; i < found.size(); i++) {
            StoredApproval each = found.get(i);
            if (each.approval().requiredApprovals()
                > 1) { // with a quorum of two, one person may have answered
              found.set(i, ApprovalRowReader.readAnswers(connection, each));
            }
          }
          return found;
        });
  }

  private static int countOpen(
      Connection connection, String tenantId, SubjectRef family, Instant now) throws SQLException {
    return SqlStatementRunner.list(
            connection,
            row -> row.getInt(1),
            "select count(*) from apr_request where tenant_id = ? and state = 'pending'"
                + " and expires_us > ? and family = ?",
            tenantId,
            now,
            family.toString())
        .get(0);
  }

  /**
   * Adds an answer and decides, in one transaction that locks the row.
   *
   * @param gone the approvers with an earlier approval that does not count any more
   * @param told the events to publish if the answer decides
   * @return the new state; empty if the approval was not open or the right was already used
   */
  public Optional<StoredApproval> addAnswer(
      String tenantId,
      String id,
      SubjectRef who,
      SubjectRef rightOf,
      ApprovalAnswer answer,
      Set<SubjectRef> gone,
      Instant now,
      OutboxEvents told) {
    return unit.jdbc(
        connection -> {
          Optional<StoredApproval> found =
              ApprovalRowReader.find(connection, tenantId, id, now, " for update");
          if (found.isEmpty()
              || found.get().approval().state() != ApprovalState.PENDING
              || isVoteSpent(found.get().approval(), who, rightOf)) {
            return Optional.empty();
          }
          SqlStatementRunner.update(
              connection,
              "insert into apr_answer (tenant_id, approval_id, approver, right_of, body, at_us)"
                  + " values (?, ?, ?, ?, ?, ?)",
              tenantId,
              id,
              who.toString(),
              rightOf.toString(),
              ApprovalJsonCodec.answer(answer),
              now);
          long agreed =
              found.get().approval().answers().stream()
                      .filter(given -> given.answer().approve())
                      .filter(given -> !gone.contains(given.approver()))
                      .count()
                  + 1;
          if (!answer.approve() || agreed >= found.get().approval().requiredApprovals()) {
            SqlStatementRunner.update(
                connection,
                "update apr_request set state = ?, tell_us = null" + ONE,
                (answer.approve() ? ApprovalState.APPROVED : ApprovalState.DENIED).wire(),
                tenantId,
                id);
            told.write(connection);
          }
          return ApprovalRowReader.find(connection, tenantId, id, now, "");
        });
  }

  /** Returns whether an answer exists by this right, or by this person with any right. */
  public static boolean isVoteSpent(Approval approval, SubjectRef who, SubjectRef rightOf) {
    return approval.answers().stream()
        .anyMatch(
            given ->
                given.approver().equals(who)
                    || given.substitutedFor().orElse(given.approver()).equals(rightOf));
  }

  /** Withdraws a pending or an approved and unused approval. */
  public boolean withdraw(String tenantId, String id, OutboxEvents told) {
    return unit.update(
            told,
            "update apr_request set state = 'withdrawn', tell_us = null"
                + ONE
                + " and state in ('pending', 'approved')",
            tenantId,
            id)
        == 1;
  }

  /** Uses an approval. Of several concurrent callers exactly one gets true. */
  public boolean use(String tenantId, String id, String hash) {
    return unit.update(
            "update apr_request set state = 'used'"
                + ONE
                + " and state = 'approved' and parameters_hash = ?",
            tenantId,
            id,
            hash)
        == 1;
  }
}
