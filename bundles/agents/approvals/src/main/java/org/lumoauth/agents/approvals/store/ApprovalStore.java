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
import java.util.Set;
import org.lumoauth.api.approval.Answer;
import org.lumoauth.api.approval.Approval;
import org.lumoauth.api.approval.Approval.Given;
import org.lumoauth.api.approval.Approval.State;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.platform.persistence.Statements;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps approvals. Every statement names the tenant, but for the work of all tenants. */
@Component(service = ApprovalStore.class)
public final class ApprovalStore {

  private static final String SELECT =
      "select tenant_id, approval_id, state, asked, parameters, parameters_hash, approvers,"
          + " people, created_us, expires_us, remind_after_us from apr_request";
  private static final String ONE = " where tenant_id = ? and approval_id = ?";

  private final ApprovalsUnit unit;

  @Activate
  public ApprovalStore(@Reference ApprovalsUnit unit) {
    this.unit = unit;
  }

  /** Adds one that is pending; people are to be told at once. */
  public void add(StoredApproval stored, String parameters) {
    Approval approval = stored.approval();
    unit.update(
        "insert into apr_request (tenant_id, approval_id, state, requester, asked, parameters,"
            + " parameters_hash, approvers, people, created_us, expires_us, tell_us,"
            + " remind_after_us) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
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
        stored.remindAfter().toNanos() / 1_000);
  }

  /** The approval with this id, with all its answers. */
  public Optional<StoredApproval> find(String tenantId, String id, Instant now) {
    return unit.transaction(connection -> find(connection, tenantId, id, now, ""));
  }

  /** Those that are open, the first to end first. */
  public List<StoredApproval> open(String tenantId, Instant now, int limit) {
    return unit.transaction(
        connection -> {
          List<StoredApproval> found =
              Statements.list(
                  connection,
                  row -> read(row, now, List.of()),
                  SELECT
                      + " where tenant_id = ? and state = 'pending' and expires_us > ?"
                      + " order by expires_us limit "
                      + limit,
                  tenantId,
                  ApprovalsUnit.micros(now));
          for (int i = 0; i < found.size(); i++) {
            StoredApproval each = found.get(i);
            if (each.approval().people() > 1) { // one of several may have answered
              found.set(i, with(each, answers(connection, tenantId, each.approval().id())));
            }
          }
          return found;
        });
  }

  /** How many of this requester's are open. */
  public int countOpen(String tenantId, SubjectRef requester, Instant now) {
    return unit.query(
            row -> row.getInt(1),
            "select count(*) from apr_request where tenant_id = ? and state = 'pending'"
                + " and expires_us > ? and requester = ?",
            tenantId,
            ApprovalsUnit.micros(now),
            requester.toString())
        .get(0);
  }

  /**
   * Adds an answer and decides, in one step that holds the row.
   *
   * @param gone whose earlier yes counts no more
   * @return how it stands now; empty if it was not open any more, or the right was used already
   */
  public Optional<StoredApproval> answer(
      String tenantId,
      String id,
      SubjectRef who,
      SubjectRef rightOf,
      Answer answer,
      Set<SubjectRef> gone,
      Instant now) {
    return unit.transaction(
        connection -> {
          Optional<StoredApproval> found = find(connection, tenantId, id, now, " for update");
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
          }
          return find(connection, tenantId, id, now, "");
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
  public boolean withdraw(String tenantId, String id) {
    return unit.update(
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

  /** Marks one that nobody answered; of several nodes one gets true. */
  public boolean expire(String tenantId, String id) {
    return unit.update(
            "update apr_request set state = 'expired', tell_us = null"
                + ONE
                + " and state = 'pending'",
            tenantId,
            id)
        == 1;
  }

  /** Those of all tenants of which people are to be told now. */
  public List<StoredApproval> toTell(Instant now, int limit) {
    return unit.query(
        row -> read(row, now, List.of()),
        SELECT + " where tell_us <= ? and state = 'pending' order by tell_us limit " + limit,
        ApprovalsUnit.micros(now));
  }

  /** Those of all tenants that ended without an answer. */
  public List<StoredApproval> ended(Instant now, int limit) {
    return unit.query(
        row -> read(row, now, List.of()),
        SELECT + " where state = 'pending' and expires_us <= ? order by expires_us limit " + limit,
        ApprovalsUnit.micros(now));
  }

  /**
   * Takes on to tell people.
   *
   * @param next when they are told again, if at all
   * @return whether it was this call that got it; of several nodes one does
   */
  public boolean claimTelling(StoredApproval stored, Instant now, Optional<Instant> next) {
    return unit.update(
            "update apr_request set tell_us = ?" + ONE + " and state = 'pending' and tell_us <= ?",
            next.map(ApprovalsUnit::micros).orElse(null),
            stored.tenantId(),
            stored.approval().id(),
            ApprovalsUnit.micros(now))
        == 1;
  }

  /** The tenants that have approvals which ended before this time. */
  public List<String> tenantsWithOld(Instant before) {
    return unit.query(
        row -> row.getString(1),
        "select distinct tenant_id from apr_request where state <> 'pending' and expires_us < ?",
        ApprovalsUnit.micros(before));
  }

  /** Removes what ended before this time, with its answers, and who stood in until then. */
  public int purge(String tenantId, Instant before) {
    long micros = ApprovalsUnit.micros(before);
    return unit.transaction(
        connection -> {
          Statements.update(
              connection,
              "delete from apr_answer where tenant_id = ? and approval_id in (select approval_id"
                  + " from apr_request where tenant_id = ? and state <> 'pending'"
                  + " and expires_us < ?)",
              tenantId,
              tenantId,
              micros);
          Statements.update(
              connection,
              "delete from apr_deputy where tenant_id = ? and until_us < ?",
              tenantId,
              micros);
          return Statements.update(
              connection,
              "delete from apr_request where tenant_id = ? and state <> 'pending'"
                  + " and expires_us < ?",
              tenantId,
              micros);
        });
  }

  /** Removes everything of a tenant. */
  public void erase(String tenantId) {
    for (String table : List.of("apr_answer", "apr_request", "apr_rules", "apr_deputy")) {
      unit.update("delete from " + table + " where tenant_id = ?", tenantId);
    }
  }

  private static Optional<StoredApproval> find(
      Connection connection, String tenantId, String id, Instant now, String lock)
      throws SQLException {
    Optional<StoredApproval> found =
        Statements.list(
                connection, row -> read(row, now, List.of()), SELECT + ONE + lock, tenantId, id)
            .stream()
            .findFirst();
    return found.isEmpty()
        ? found
        : Optional.of(with(found.get(), answers(connection, tenantId, id)));
  }

  private static List<Given> answers(Connection connection, String tenantId, String id)
      throws SQLException {
    return Statements.list(
        connection,
        row -> {
          SubjectRef approver = ApprovalJson.subject(row.getString(1));
          SubjectRef rightOf = ApprovalJson.subject(row.getString(2));
          return new Given(
              approver,
              Optional.of(rightOf).filter(other -> !other.equals(approver)),
              ApprovalJson.answer(row.getString(3)),
              ApprovalsUnit.at(row.getLong(4)));
        },
        "select approver, right_of, body, at_us from apr_answer" + ONE + " order by at_us",
        tenantId,
        id);
  }

  private static StoredApproval with(StoredApproval stored, List<Given> answers) {
    Approval was = stored.approval();
    return new StoredApproval(
        stored.tenantId(),
        new Approval(
            was.id(),
            was.asked(),
            was.parametersHash(),
            was.people(),
            was.state(),
            answers,
            was.createdAt(),
            was.expiresAt()),
        stored.approvers(),
        stored.remindAfter());
  }

  private static StoredApproval read(ResultSet row, Instant now, List<Given> answers)
      throws SQLException {
    Instant expiresAt = ApprovalsUnit.at(row.getLong(10));
    State kept = State.valueOf(row.getString(3).toUpperCase(Locale.ROOT));
    State state = kept == State.PENDING && !now.isBefore(expiresAt) ? State.EXPIRED : kept;
    return new StoredApproval(
        row.getString(1),
        new Approval(
            row.getString(2),
            ApprovalJson.asked(row.getString(4), row.getString(5)),
            row.getString(6),
            row.getInt(8),
            state,
            answers,
            ApprovalsUnit.at(row.getLong(9)),
            expiresAt),
        ApprovalJson.approvers(row.getString(7)),
        Duration.of(row.getLong(11), ChronoUnit.MICROS));
  }
}
