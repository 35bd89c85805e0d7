/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.approvals.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.lumoauth.api.approval.Approval;
import org.lumoauth.api.approval.Approval.ApprovalState;
import org.lumoauth.api.approval.Approval.RecordedAnswer;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.platform.persistence.SqlStatementRunner;

/** Reads approvals from their tables. */
final class ApprovalRowReader {

  static final String SELECT =
      "select tenant_id, approval_id, state, asked, parameters, parameters_hash, approvers,"
          + " people, created_us, expires_us, remind_after_us from apr_request";

  private static final String ONE = " where tenant_id = ? and approval_id = ?";

  private ApprovalRowReader() {}

  /**
   * Returns the approval with this id and all its answers; {@code lock} is appended to the
   * statement.
   */
  static Optional<StoredApproval> find(
      Connection connection, String tenantId, String id, Instant now, String lock)
      throws SQLException {
    Optional<StoredApproval> found =
        SqlStatementRunner.list(
                connection, row -> read(row, now), SELECT + ONE + lock, tenantId, id)
            .stream()
            .findFirst();
    return found.isEmpty() ? found : Optional.of(readAnswers(connection, found.get()));
  }

  private static List<RecordedAnswer> answers(Connection connection, String tenantId, String id)
      throws SQLException {
    return SqlStatementRunner.list(
        connection,
        row -> {
          SubjectRef approver = ApprovalJsonCodec.subject(row.getString(1));
          SubjectRef rightOf = ApprovalJsonCodec.subject(row.getString(2));
          return new RecordedAnswer(
              approver,
              Optional.of(rightOf).filter(other -> !other.equals(approver)),
              ApprovalJsonCodec.answer(row.getString(3)),
              SqlStatementRunner.instant(row, "at_us"));
        },
        "select approver, right_of, body, at_us from apr_answer" + ONE + " order by at_us",
        tenantId,
        id);
  }

  /** Returns the approval with its answers. */
  static StoredApproval readAnswers(Connection connection, StoredApproval stored)
      throws SQLException {
    Approval was = stored.approval();
    return new StoredApproval(
        stored.tenantId(),
        new Approval(
            was.id(),
            was.request(),
            was.parametersHash(),
            was.requiredApprovals(),
            was.state(),
            answers(connection, stored.tenantId(), was.id()),
            was.createdAt(),
            was.expiresAt()),
        stored.approvers(),
        stored.remindAfter());
  }

  /** Reads a row of {@link #SELECT}, without answers. */
  static StoredApproval read(ResultSet row, Instant now) throws SQLException {
    Instant expiresAt = SqlStatementRunner.instant(row, "expires_us");
    ApprovalState kept = ApprovalState.valueOf(row.getString(3).toUpperCase(Locale.ROOT));
    ApprovalState state =
        kept == ApprovalState.PENDING && !now.isBefore(expiresAt) ? ApprovalState.EXPIRED : kept;
    return new StoredApproval(
        row.getString(1),
        new Approval(
            row.getString(2),
            ApprovalJsonCodec.asked(row.getString(4), row.getString(5)),
            row.getString(6),
            row.getInt(8),
            state,
            List.of(),
            SqlStatementRunner.instant(row, "created_us"),
            expiresAt),
        ApprovalJsonCodec.approvers(row.getString(7)),
        Duration.of(row.getLong(11), ChronoUnit.MICROS));
  }
}
