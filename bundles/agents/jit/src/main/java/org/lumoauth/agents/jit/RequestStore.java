package org.lumoauth.agents.jit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps requests. Every statement names the tenant. */
@Component(service = RequestStore.class)
public final class RequestStore {

  private static final String SELECT =
      "select request_id, task_id, agent_id, status, risk, wanted, justification, ttl_seconds,"
          + " approval_id, callback_url, callback_secret, created_us, expires_us"
          + " from jit_request where tenant_id = ?";
  private static final String ONE = " where tenant_id = ? and request_id = ?";

  private final JitUnit unit;

  @Activate
  public RequestStore(@Reference JitUnit unit) {
    this.unit = unit;
  }

  void add(String tenantId, Request request) {
    unit.update(
        "insert into jit_request (tenant_id, request_id, task_id, agent_id, status, risk, wanted,"
            + " justification, ttl_seconds, approval_id, callback_url, callback_secret,"
            + " created_us, expires_us) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        tenantId,
        request.id(),
        request.taskId(),
        request.agentId(),
        request.status().wire(),
        request.risk().wire(),
        JitJson.write(request.wanted().json()),
        request.justification(),
        request.ttlSeconds(),
        request.approvalId().orElse(null),
        request.callback().map(Request.Callback::url).orElse(null),
        request.callback().map(Request.Callback::secret).orElse(null),
        JitUnit.micros(request.createdAt()),
        JitUnit.micros(request.expiresAt()));
  }

  Optional<Request> find(String tenantId, String requestId, Instant now) {
    return first(now, SELECT + " and request_id = ?", tenantId, requestId);
  }

  Optional<Request> ofApproval(String tenantId, String approvalId, Instant now) {
    return first(now, SELECT + " and approval_id = ?", tenantId, approvalId);
  }

  List<Request> ofTask(String tenantId, String taskId, Instant now) {
    return unit.query(
        row -> read(row, now),
        SELECT + " and task_id = ? order by created_us, request_id",
        tenantId,
        taskId);
  }

  /** The first of those that wait for an answer, the newest first. */
  List<Request> pending(String tenantId, Instant now, int limit) {
    return pending(tenantId, now, Optional.empty(), limit);
  }

  /**
   * Those that wait for an answer, the newest first.
   *
   * @param after the last that was read; empty to begin
   */
  List<Request> pending(String tenantId, Instant now, Optional<Request> after, int limit) {
    long until = after.map(last -> JitUnit.micros(last.createdAt())).orElse(Long.MAX_VALUE);
    return unit.query(
        row -> read(row, now),
        SELECT
            + " and status = 'pending' and expires_us > ?"
            + " and (created_us < ? or created_us = ? and request_id < ?)"
            + " order by created_us desc, request_id desc limit "
            + limit,
        tenantId,
        JitUnit.micros(now),
        until,
        until,
        after.map(Request::id).orElse(""));
  }

  /** Whether it is kept as one that waits, though the time for an answer may be over. */
  boolean waits(String tenantId, String requestId) {
    return unit.query(
                row -> row.getInt(1),
                "select count(*) from jit_request" + ONE + " and status = 'pending'",
                tenantId,
                requestId)
            .get(0)
        > 0;
  }

  /**
   * Keeps what people said; of several callers one gets true. A denial is counted with it, in the
   * task.
   */
  boolean settle(
      String tenantId,
      Request request,
      Request.Status status,
      int ttlSeconds,
      Instant until,
      Instant now) {
    return unit.transaction(
        connection -> {
          int settled =
              JitUnit.update(
                  connection,
                  "update jit_request set status = ?, ttl_seconds = ?, expires_us = ?"
                      + ONE
                      + " and status = 'pending'",
                  status.wire(),
                  ttlSeconds,
                  JitUnit.micros(until),
                  tenantId,
                  request.id());
          if (settled == 1 && status == Request.Status.DENIED) {
            JitUnit.update(
                connection,
                "update jit_task set denials = denials + 1, denied_us = ?"
                    + " where tenant_id = ? and task_id = ?",
                JitUnit.micros(now),
                tenantId,
                request.taskId());
          }
          return settled == 1;
        });
  }

  /** Takes the one token of an approved request; of several callers one gets true. */
  boolean take(String tenantId, String requestId, Instant now) {
    return unit.update(
            "update jit_request set status = 'issued'"
                + ONE
                + " and status = 'approved' and expires_us > ?",
            tenantId,
            requestId,
            JitUnit.micros(now))
        == 1;
  }

  /** Ends what is open of a task. */
  void cancel(String tenantId, String taskId) {
    unit.update(
        "update jit_request set status = 'cancelled' where tenant_id = ? and task_id = ?"
            + " and status in ('pending', 'approved')",
        tenantId,
        taskId);
  }

  private Optional<Request> first(Instant now, String sql, Object... values) {
    return unit.query(row -> read(row, now), sql, values).stream().findFirst();
  }

  private static Request read(ResultSet row, Instant now) throws SQLException {
    Instant expiresAt = JitUnit.at(row.getLong(13));
    var kept = Request.Status.valueOf(row.getString(4).toUpperCase(Locale.ROOT));
    boolean open = kept == Request.Status.PENDING || kept == Request.Status.APPROVED;
    byte[] secret = row.getBytes(11);
    return new Request(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        open && !now.isBefore(expiresAt) ? Request.Status.EXPIRED : kept,
        Risk.named(row.getString(5)).orElseThrow(),
        Wanted.of(JitJson.object(row.getString(6))),
        row.getString(7),
        row.getInt(8),
        Optional.ofNullable(row.getString(9)),
        Optional.ofNullable(row.getString(10)).map(url -> new Request.Callback(url, secret)),
        JitUnit.at(row.getLong(12)),
        expiresAt);
  }
}
