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
import org.lumoauth.platform.persistence.SqlStatements;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps approvals. Every statement names the tenant. */
@Component(service = ApprovalStore.class)
public final class ApprovalStore {

  private static final String ONE = " where tenant_id = ? and approval_id = ?";

  private final ApprovalsPersistenceUnit unit;

  @Activate
  public ApprovalStore(@Reference ApprovalsPersistenceUnit unit) {
    this.unit = unit;
  }

  /**
   * Adds one that is pending if fewer than so many of its family are open; people are to be told at
   * once. Of several at once as many are added as there is room for.
   *
   * @param family with whom it is counted
   * @param consentId by which consent of a user it is asked; an empty text where it takes none
   * @param most how many of the family may be open
   * @return false if that many are
   */
  public boolean add(
      StoredApproval stored,
      SubjectRef family,
      Optional<String> consentId,
      String parameters,
      int most) {
    return unit.retryOnConflict(
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
   * Lets those of a family pass one after the other; what is read next is what there is then. The
   * row is changed: of two nodes of a cluster that only locked it, each would pass.
   */
  private static void holdFamily(Connection connection, String tenantId, SubjectRef family)
      throws SQLException {
    int held =
        SqlStatements.update(
            connection,
            "update apr_family set turns = turns + 1 where tenant_id = ? and family = ?",
            tenantId,
            family.toString());
    if (held == 0) {
      SqlStatements.update(
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
    SqlStatements.update(
        connection,
        "insert into apr_request (tenant_id, approval_id, state, requester, asked, parameters,"
            + " parameters_hash, approvers, people, created_us, expires_us, tell_us,"
            + " remind_after_us, family, delegation_id)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        stored.tenantId(),
        approval.id(),
        ApprovalState.PENDING.wire(),
        approval.request().requester().toString(),
        ApprovalJson.asked(approval.request()),
        parameters,
        approval.parametersHash(),
        ApprovalJson.approvers(stored.approvers()),
        approval.requiredApprovals(),
        ApprovalsPersistenceUnit.micros(approval.createdAt()),
        ApprovalsPersistenceUnit.micros(approval.expiresAt()),
        ApprovalsPersistenceUnit.micros(approval.createdAt()),
        stored.remindAfter().toNanos() / 1_000,
        family.toString(),
        consentId.orElse(null));
  }

  /** The approval with this id, with all its answers. */
  public Optional<StoredApproval> find(String tenantId, String id, Instant now) {
    return unit.transaction(
        connection -> ApprovalRowReader.find(connection, tenantId, id, now, ""));
  }

  /** The first of those that are open, the first to end first. */
  public List<StoredApproval> findOpen(String tenantId, Instant now, int limit) {
    return findOpen(tenantId, now, Optional.empty(), limit);
  }

  /**
   * Those that are open, the first to end first.
   *
   * @param after the last that was read; empty to begin
   */
  public List<StoredApproval> findOpen(
      String tenantId, Instant now, Optional<Approval> after, int limit) {
    long since = ApprovalsPersistenceUnit.micros(after.map(Approval::expiresAt).orElse(now));
    return findOpen(
        now,
        " and (expires_us > ? or expires_us = ? and approval_id > ?)"
            + " order by expires_us, approval_id limit "
            + limit,
        tenantId,
        ApprovalsPersistenceUnit.micros(now),
        since,
        since,
        after.map(Approval::id).orElse(""));
  }

  /**
   * Those that are open, the newest first.
   *
   * @param after the last that was read; empty to begin
   */
  public List<StoredApproval> findOpenNewestFirst(
      String tenantId, Instant now, Optional<Approval> after, int limit) {
    long until =
        after.map(last -> ApprovalsPersistenceUnit.micros(last.createdAt())).orElse(Long.MAX_VALUE);
    return findOpen(
        now,
        " and (created_us < ? or created_us = ? and approval_id < ?)"
            + " order by created_us desc, approval_id desc limit "
            + limit,
        tenantId,
        ApprovalsPersistenceUnit.micros(now),
        until,
        until,
        after.map(Approval::id).orElse(""));
  }

  private List<StoredApproval> findOpen(Instant now, String which, Object... values) {
    return unit.transaction(
        connection -> {
          List<StoredApproval> found =
              SqlStatements.list(
                  connection,
                  row -> ApprovalRowReader.read(row, now),
                  ApprovalRowReader.SELECT
                      + " where tenant_id = ? and state = 'pending' and expires_us > ?"
                      + which,
                  values);
          for (int i = 0; i < found.size(); i++) {
            StoredApproval each = found.get(i);
            if (each.approval().requiredApprovals() > 1) { // one of several may have answered
              found.set(i, ApprovalRowReader.readAnswers(connection, each));
            }
          }
          return found;
        });
  }

  private static int countOpen(
      Connection connection, String tenantId, SubjectRef family, Instant now) throws SQLException {
    return SqlStatements.list(
            connection,
            row -> row.getInt(1),
            "select count(*) from apr_request where tenant_id = ? and state = 'pending'"
                + " and expires_us > ? and family = ?",
            tenantId,
            ApprovalsPersistenceUnit.micros(now),
            family.toString())
        .get(0);
  }

  /**
   * Adds an answer and decides, in one step that holds the row.
   *
   * @param gone whose earlier yes counts no more
   * @param told what is told where it decides
   * @return how it stands now; empty if it was not open any more, or the right was used already
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
    return unit.transaction(
        connection -> {
          Optional<StoredApproval> found =
              ApprovalRowReader.find(connection, tenantId, id, now, " for update");
          if (found.isEmpty()
              || found.get().approval().state() != ApprovalState.PENDING
              || isVoteSpent(found.get().approval(), who, rightOf)) {
            return Optional.empty();
          }
          SqlStatements.update(
              connection,
              "insert into apr_answer (tenant_id, approval_id, approver, right_of, body, at_us)"
                  + " values (?, ?, ?, ?, ?, ?)",
              tenantId,
              id,
              who.toString(),
              rightOf.toString(),
              ApprovalJson.answer(answer),
              ApprovalsPersistenceUnit.micros(now));
          long agreed =
              found.get().approval().answers().stream()
                      .filter(given -> given.answer().approve())
                      .filter(given -> !gone.contains(given.approver()))
                      .count()
                  + 1;
          if (!answer.approve() || agreed >= found.get().approval().requiredApprovals()) {
            SqlStatements.update(
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

  /** Whether somebody answered by this right, or this person by any. */
  public static boolean isVoteSpent(Approval approval, SubjectRef who, SubjectRef rightOf) {
    return approval.answers().stream()
        .anyMatch(
            given ->
                given.approver().equals(who)
                    || given.substitutedFor().orElse(given.approver()).equals(rightOf));
  }

  /** Takes back what is pending, or approved and not used. */
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

  /** Uses one up; of several callers exactly one gets true. */
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

  /** Removes everything of a tenant. */
  public void erase(String tenantId) {
    for (String table :
        List.of("apr_answer", "apr_request", "apr_rules", "apr_deputy", "apr_family")) {
      unit.purge("delete from " + table + " where tenant_id = ?", tenantId);
    }
  }
}
