package org.lumoauth.agents.approvals.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.approval.Answer;
import org.lumoauth.api.approval.Approval;
import org.lumoauth.api.approval.Approval.State;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.event.Announcement;
import org.lumoauth.platform.persistence.Statements;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps approvals. Every statement names the tenant. */
@Component(service = ApprovalStore.class)
public final class ApprovalStore {

  private static final String ONE = " where tenant_id = ? and approval_id = ?";

  private final ApprovalsUnit unit;

  @Activate
  public ApprovalStore(@Reference ApprovalsUnit unit) {
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
    return unit.settled(
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
        Statements.update(
            connection,
            "update apr_family set turns = turns + 1 where tenant_id = ? and family = ?",
            tenantId,
            family.toString());
    if (held == 0) {
      Statements.update(
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
    Statements.update(
        connection,
        "insert into apr_request (tenant_id, approval_id, state, requester, asked, parameters,"
            + " parameters_hash, approvers, people, created_us, expires_us, tell_us,"
            + " remind_after_us, family, delegation_id)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        stored.tenantId(),
        approval.id(),
        State.PENDING.wire(),
        approval.asked().requester().toString(),
        ApprovalJson.asked(approval.asked()),
        parameters,
        approval.parametersHash(),
        ApprovalJson.approvers(stored.approvers()),
        approval.people(),
        ApprovalsUnit.micros(approval.createdAt()),
        ApprovalsUnit.micros(approval.expiresAt()),
        ApprovalsUnit.micros(approval.createdAt()),
        stored.remindAfter().toNanos() / 1_000,
        family.toString(),
        consentId.orElse(null));
  }

  /** The approval with this id, with all its answers. */
  public Optional<StoredApproval> find(String tenantId, String id, Instant now) {
    return unit.transaction(connection -> ApprovalRows.find(connection, tenantId, id, now, ""));
  }

  /** The first of those that are open, the first to end first. */
  public List<StoredApproval> open(String tenantId, Instant now, int limit) {
    return open(tenantId, now, Optional.empty(), limit);
  }

  /**
   * Those that are open, the first to end first.
   *
   * @param after the last that was read; empty to begin
   */
  public List<StoredApproval> open(
      String tenantId, Instant now, Optional<Approval> after, int limit) {
    long since = ApprovalsUnit.micros(after.map(Approval::expiresAt).orElse(now));
    return open(
        now,
        " and (expires_us > ? or expires_us = ? and approval_id > ?)"
            + " order by expires_us, approval_id limit "
            + limit,
        tenantId,
        ApprovalsUnit.micros(now),
        since,
        since,
        after.map(Approval::id).orElse(""));
  }

  /**
   * Those that are open, the newest first.
   *
   * @param after the last that was read; empty to begin
   */
  public List<StoredApproval> newest(
      String tenantId, Instant now, Optional<Approval> after, int limit) {
    long until = after.map(last -> ApprovalsUnit.micros(last.createdAt())).orElse(Long.MAX_VALUE);
    return open(
        now,
        " and (created_us < ? or created_us = ? and approval_id < ?)"
            + " order by created_us desc, approval_id desc limit "
            + limit,
        tenantId,
        ApprovalsUnit.micros(now),
        until,
        until,
        after.map(Approval::id).orElse(""));
  }

  private List<StoredApproval> open(Instant now, String which, Object... values) {
    return unit.transaction(
        connection -> {
          List<StoredApproval> found =
              Statements.list(
                  connection,
                  row -> ApprovalRows.read(row, now),
                  ApprovalRows.SELECT
                      + " where tenant_id = ? and state = 'pending' and expires_us > ?"
                      + which,
                  values);
          for (int i = 0; i < found.size(); i++) {
            StoredApproval each = found.get(i);
            if (each.approval().people() > 1) { // one of several may have answered
              found.set(i, ApprovalRows.withAnswers(connection, each));
            }
          }
          return found;
        });
  }

  private static int countOpen(
      Connection connection, String tenantId, SubjectRef family, Instant now) throws SQLException {
    return Statements.list(
            connection,
            row -> row.getInt(1),
            "select count(*) from apr_request where tenant_id = ? and state = 'pending'"
                + " and expires_us > ? and family = ?",
            tenantId,
            ApprovalsUnit.micros(now),
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
  public Optional<StoredApproval> answer(
      String tenantId,
      String id,
      SubjectRef who,
      SubjectRef rightOf,
      Answer answer,
      Set<SubjectRef> gone,
      Instant now,
      Announcement told) {
    return unit.transaction(
        connection -> {
          Optional<StoredApproval> found =
              ApprovalRows.find(connection, tenantId, id, now, " for update");
          if (found.isEmpty()
              || found.get().approval().state() != State.PENDING
              || spent(found.get().approval(), who, rightOf)) {
            return Optional.empty();
          }
          Statements.update(
              connection,
              "insert into apr_answer (tenant_id, approval_id, approver, right_of, body, at_us)"
                  + " values (?, ?, ?, ?, ?, ?)",
              tenantId,
              id,
              who.toString(),
              rightOf.toString(),
              ApprovalJson.answer(answer),
              ApprovalsUnit.micros(now));
          long agreed =
              found.get().approval().answers().stream()
                      .filter(given -> given.answer().approve())
                      .filter(given -> !gone.contains(given.approver()))
                      .count()
                  + 1;
          if (!answer.approve() || agreed >= found.get().approval().people()) {
            Statements.update(
                connection,
                "update apr_request set state = ?, tell_us = null" + ONE,
                (answer.approve() ? State.APPROVED : State.DENIED).wire(),
                tenantId,
                id);
            told.write(connection);
          }
          return ApprovalRows.find(connection, tenantId, id, now, "");
        });
  }

  /** Whether somebody answered by this right, or this person by any. */
  public static boolean spent(Approval approval, SubjectRef who, SubjectRef rightOf) {
    return approval.answers().stream()
        .anyMatch(
            given ->
                given.approver().equals(who)
                    || given.inPlaceOf().orElse(given.approver()).equals(rightOf));
  }

  /** Takes back what is pending, or approved and not used. */
  public boolean withdraw(String tenantId, String id, Announcement told) {
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
