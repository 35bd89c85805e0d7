/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit.request;

import com.fasterxml.jackson.core.type.TypeReference;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.jit.risk.RiskLevel;
import org.lumoauth.platform.persistence.JsonColumnConverter;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.SqlStatementRunner;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Stores permission requests. Every statement is restricted to a tenant. */
@Component(service = JitRequestStore.class)
public final class JitRequestStore {

  private static final JsonColumnConverter<Map<String, Object>> WANTED =
      JsonColumnConverter.of("jit_request", new TypeReference<>() {});
  private static final String SELECT =
      "select request_id, task_id, agent_id, status, risk, wanted, justification, ttl_seconds,"
          + " approval_id, callback_url, callback_secret, created_us, expires_us"
          + " from jit_request where tenant_id = ?";
  private static final String ONE = " where tenant_id = ? and request_id = ?";

  private final PersistenceUnit unit;

  @Activate
  public JitRequestStore(@Reference PersistenceUnit unit) {
    this.unit = unit;
  }

  void add(String tenantId, JitRequest request) {
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
        WANTED.write(request.wanted().json()),
        request.justification(),
        request.ttlSeconds(),
        request.approvalId().orElse(null),
        request.callback().map(JitRequest.JitRequestCallback::url).orElse(null),
        request.callback().map(JitRequest.JitRequestCallback::secret).orElse(null),
        request.createdAt(),
        request.expiresAt());
  }

  public Optional<JitRequest> find(String tenantId, String requestId, Instant now) {
    return first(now, SELECT + " and request_id = ?", tenantId, requestId);
  }

  Optional<JitRequest> findByApproval(String tenantId, String approvalId, Instant now) {
    return first(now, SELECT + " and approval_id = ?", tenantId, approvalId);
  }

  public List<JitRequest> findByTask(String tenantId, String taskId, Instant now) {
    return unit.list(
        row -> read(row, now),
        SELECT + " and task_id = ? order by created_us, request_id",
        tenantId,
        taskId);
  }

  /** Returns the first pending requests, the newest first. */
  public List<JitRequest> findPending(String tenantId, Instant now, int limit) {
    return findPending(tenantId, now, Optional.empty(), limit);
  }

  /**
   * Returns pending requests, the newest first.
   *
   * @param after the last request that was read; empty for the first page
   */
  public List<JitRequest> findPending(
      String tenantId, Instant now, Optional<JitRequest> after, int limit) {
    Object until = after.<Object>map(JitRequest::createdAt).orElse(Long.MAX_VALUE);
    return unit.list(
        row -> read(row, now),
        SELECT
            + " and status = 'pending' and expires_us > ?"
            + " and (created_us < ? or created_us = ? and request_id < ?)"
            + " order by created_us desc, request_id desc limit "
            + limit,
        tenantId,
        now,
        until,
        until,
        after.map(JitRequest::id).orElse(""));
  }

  /** Returns whether a request is stored as pending, even if it has expired. */
  boolean isPending(String tenantId, String requestId) {
    return unit.count(
            "select count(*) from jit_request" + ONE + " and status = 'pending'",
            tenantId,
            requestId)
        > 0;
  }

  /**
   * Stores the answer of an approver; of several concurrent callers exactly one gets true. A denial
   * increments the counter of the task in the same transaction.
   */
  boolean recordOutcome(
      String tenantId,
      JitRequest request,
      JitRequest.JitRequestStatus status,
      int ttlSeconds,
      Instant until,
      Instant now) {
    return unit.jdbc(
        connection -> {
          int settled =
              SqlStatementRunner.update(
                  connection,
                  "update jit_request set status = ?, ttl_seconds = ?, expires_us = ?"
                      + ONE
                      + " and status = 'pending'",
                  status.wire(),
                  ttlSeconds,
                  until,
                  tenantId,
                  request.id());
          if (settled == 1 && status == JitRequest.JitRequestStatus.DENIED) {
            SqlStatementRunner.update(
                connection,
                "update jit_task set denials = denials + 1, denied_us = ?"
                    + " where tenant_id = ? and task_id = ?",
                now,
                tenantId,
                request.taskId());
          }
          return settled == 1;
        });
  }

  /**
   * Claims the single token of an approved request; of several concurrent callers exactly one gets
   * true.
   */
  public boolean claimToken(String tenantId, String requestId, Instant now) {
    return unit.update(
            "update jit_request set status = 'issued'"
                + ONE
                + " and status = 'approved' and expires_us > ?",
            tenantId,
            requestId,
            now)
        == 1;
  }

  /** Cancels the open requests of a task. */
  public void cancel(String tenantId, String taskId) {
    unit.update(
        "update jit_request set status = 'cancelled' where tenant_id = ? and task_id = ?"
            + " and status in ('pending', 'approved')",
        tenantId,
        taskId);
  }

  private Optional<JitRequest> first(Instant now, String sql, Object... values) {
    return unit.first(row -> read(row, now), sql, values);
  }

  private static JitRequest read(ResultSet row, Instant now) throws SQLException {
    Instant expiresAt = SqlStatementRunner.instant(row, "expires_us");
    var kept = JitRequest.JitRequestStatus.valueOf(row.getString(4).toUpperCase(Locale.ROOT));
    boolean open =
        kept == JitRequest.JitRequestStatus.PENDING || kept == JitRequest.JitRequestStatus.APPROVED;
    byte[] secret = row.getBytes(11);
    return new JitRequest(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        open && !now.isBefore(expiresAt) ? JitRequest.JitRequestStatus.EXPIRED : kept,
        RiskLevel.named(row.getString(5)).orElseThrow(),
        JitRequestedAccess.of(WANTED.read(row.getString(6), row.getString(1))),
        row.getString(7),
        row.getInt(8),
        Optional.ofNullable(row.getString(9)),
        Optional.ofNullable(row.getString(10))
            .map(url -> new JitRequest.JitRequestCallback(url, secret)),
        SqlStatementRunner.instant(row, "created_us"),
        expiresAt);
  }
}
