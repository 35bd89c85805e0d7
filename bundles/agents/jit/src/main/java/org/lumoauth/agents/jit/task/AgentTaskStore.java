/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit.task;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.lumoauth.api.event.OutboxEvents;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.SqlStatementRunner;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Stores tasks. Every statement is restricted to a tenant. */
@Component(service = AgentTaskStore.class)
public final class AgentTaskStore {

  private static final String SELECT =
      "select task_id, agent_id, subject, task_name, task_type, parent_id, user_id,"
          + " delegation_id, witness_id, status, denials, anomalies, created_us, expires_us,"
          + " ended_us, denied_us, anomaly_us from jit_task where tenant_id = ?";
  private static final String ONE = " where tenant_id = ? and task_id = ?";

  private final PersistenceUnit unit;
  private final AgentRowLock turns;

  @Activate
  public AgentTaskStore(@Reference PersistenceUnit unit) {
    this.unit = unit;
    this.turns = new AgentRowLock(unit);
  }

  void add(String tenantId, AgentTask task) {
    unit.jdbc(connection -> insert(connection, tenantId, task));
  }

  /**
   * Adds a task unless the agent reached its limit of active tasks. Concurrent calls cannot exceed
   * the limit.
   *
   * @return false if the limit is reached
   */
  boolean addWithin(String tenantId, AgentTask task, int most) {
    Instant now = task.createdAt();
    return turns.runLocked(
        tenantId,
        task.agentId(),
        now,
        connection ->
            countOpen(connection, tenantId, task.agentId(), now) < most
                && insert(connection, tenantId, task) == 1);
  }

  private static int insert(Connection connection, String tenantId, AgentTask task)
      throws SQLException {
    return SqlStatementRunner.update(
        connection,
        "insert into jit_task (tenant_id, task_id, agent_id, subject, task_name, task_type,"
            + " parent_id, user_id, delegation_id, witness_id, status, denials, anomalies,"
            + " created_us, expires_us) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, ?, ?)",
        tenantId,
        task.id(),
        task.agentId(),
        task.subject(),
        task.name(),
        task.type().orElse(null),
        task.parentId().orElse(null),
        task.userId().orElse(null),
        task.delegationId().orElse(null),
        task.witnessId(),
        task.status().wire(),
        task.createdAt(),
        task.expiresAt());
  }

  Optional<AgentTask> find(String tenantId, String taskId, Instant now) {
    return unit.first(row -> read(row, now), SELECT + " and task_id = ?", tenantId, taskId);
  }

  /** Returns the active subtasks of a task. */
  List<AgentTask> findOpenSubtasks(String tenantId, String taskId, Instant now) {
    return unit.list(
        row -> read(row, now),
        SELECT + " and parent_id = ? and status = 'active'",
        tenantId,
        taskId);
  }

  /** Returns active tasks of an agent with an ended parent task. */
  List<AgentTask> findSubtasksOfEnded(String tenantId, String agentId, Instant now) {
    return unit.list(
        row -> read(row, now),
        SELECT
            + " and agent_id = ? and status = 'active' and expires_us > ? and exists (select 1"
            + " from jit_task whole where whole.tenant_id = jit_task.tenant_id"
            + " and whole.task_id = jit_task.parent_id and whole.status <> 'active')"
            + " order by task_id",
        tenantId,
        agentId,
        now);
  }

  /** The participants of a task, by their columns. */
  public enum TaskParticipantColumn {
    AGENT("agent_id"),
    USER("user_id"),
    CONSENT("delegation_id");

    private final String column;

    TaskParticipantColumn(String column) {
      this.column = column;
    }
  }

  /**
   * Returns active tasks of a participant, in the order of their ids.
   *
   * @param after the id of the last known task; empty for the first page
   */
  public List<AgentTask> findOpen(
      String tenantId,
      TaskParticipantColumn side,
      String of,
      String after,
      int limit,
      Instant now) {
    return unit.list(
        row -> read(row, now),
        SELECT
            + " and "
            + side.column
            + " = ? and status = 'active' and expires_us > ? and task_id > ?"
            + " order by task_id limit "
            + limit,
        tenantId,
        of,
        now,
        after);
  }

  private static int countOpen(Connection connection, String tenantId, String agentId, Instant now)
      throws SQLException {
    return SqlStatementRunner.list(
            connection,
            row -> row.getInt(1),
            "select count(*) from jit_task where tenant_id = ? and agent_id = ?"
                + " and status = 'active' and expires_us > ?",
            tenantId,
            agentId,
            now)
        .get(0);
  }

  /** Returns the tenants with tasks that ended before this time. */
  List<String> findTenantsWithOld(Instant before) {
    return unit.list(
        row -> row.getString(1),
        "select distinct tenant_id from jit_task where expires_us < ?",
        before);
  }

  /** Deletes tasks that ended before this time, with their requests; returns the number of rows. */
  int purge(String tenantId, Instant before) {
    return unit.deleteInBatches(
            "delete from jit_request where tenant_id = ? and created_us < ? and expires_us < ?",
            tenantId,
            before,
            before)
        + unit.deleteInBatches(
            "delete from jit_task where tenant_id = ? and expires_us < ?", tenantId, before);
  }

  /** Returns ended tasks of an agent with dependents that may not have ended yet. */
  List<AgentTask> findClosing(String tenantId, String agentId, Instant now) {
    return unit.list(
        row -> read(row, now),
        SELECT + " and closing = 1 and agent_id = ? order by task_id",
        tenantId,
        agentId);
  }

  /** Marks an ended task as closed: all of its dependents have ended. */
  void markClosed(String tenantId, String taskId) {
    unit.update("update jit_task set closing = null" + ONE, tenantId, taskId);
  }

  /**
   * Ends a task, which is in closing state then; of several concurrent callers exactly one gets
   * true.
   *
   * @param told the events to publish
   */
  boolean end(
      String tenantId,
      String taskId,
      AgentTask.AgentTaskStatus status,
      Instant now,
      OutboxEvents told) {
    return unit.jdbc(
        connection -> {
          boolean ended =
              SqlStatementRunner.update(
                      connection,
                      "update jit_task set status = ?, ended_us = ?, closing = 1"
                          + ONE
                          + " and status = 'active'",
                      status.wire(),
                      now,
                      tenantId,
                      taskId)
                  == 1;
          if (ended) {
            told.write(connection);
          }
          return ended;
        });
  }

  /**
   * Increments the number of requests of a task; concurrent calls get different numbers.
   *
   * @return the number of earlier requests
   */
  int countRequest(String tenantId, String taskId) {
    return unit.jdbc(
        connection -> {
          SqlStatementRunner.update(
              connection, "update jit_task set asked = asked + 1" + ONE, tenantId, taskId);
          return SqlStatementRunner.list(
                      connection,
                      row -> row.getInt(1),
                      "select asked from jit_task" + ONE,
                      tenantId,
                      taskId)
                  .get(0)
              - 1;
        });
  }

  void countAnomaly(String tenantId, String taskId, Instant now) {
    unit.update(
        "update jit_task set anomalies = anomalies + 1, anomaly_us = ?" + ONE,
        now,
        tenantId,
        taskId);
  }

  private static AgentTask read(ResultSet row, Instant now) throws SQLException {
    Instant expiresAt = SqlStatementRunner.instant(row, "expires_us");
    var kept = AgentTask.AgentTaskStatus.valueOf(row.getString(10).toUpperCase(Locale.ROOT));
    boolean over = kept == AgentTask.AgentTaskStatus.ACTIVE && !now.isBefore(expiresAt);
    return new AgentTask(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        Optional.ofNullable(row.getString(5)),
        Optional.ofNullable(row.getString(6)),
        Optional.ofNullable(row.getString(7)),
        Optional.ofNullable(row.getString(8)),
        Optional.ofNullable(row.getString(9)).orElse(""),
        over ? AgentTask.AgentTaskStatus.EXPIRED : kept,
        row.getInt(11),
        row.getInt(12),
        SqlStatementRunner.findInstant(row, "denied_us"),
        SqlStatementRunner.findInstant(row, "anomaly_us"),
        SqlStatementRunner.instant(row, "created_us"),
        expiresAt,
        SqlStatementRunner.findInstant(row, "ended_us"));
  }
}
