/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.delegation.consent;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.lumoauth.api.event.OutboxEvents;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.RowQuota;
import org.lumoauth.platform.persistence.SqlStatementRunner;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Stores delegations. Every statement is limited to one tenant. */
@Component(service = DelegationStore.class)
public final class DelegationStore {

  private static final String STANDING = "standing";
  private static final String SELECT =
      "select delegation_id, user_id, agent_id, scope_text, given_us, expires_us, ended_us"
          + " from agd_delegation where tenant_id = ?";
  private static final RowQuota QUOTA = new RowQuota("delegations", "agd_delegation", 1_000_000);
  private static final String NEWEST_FIRST = " order by given_us desc, delegation_id desc";
  private static final String INSERT =
      "insert into agd_delegation (tenant_id, delegation_id, user_id, agent_id, scope_text,"
          + " given_us, expires_us, place) values (?, ?, ?, ?, ?, ?, ?, ?)";
  private static final String END =
      "update agd_delegation set ended_us = ?, place = delegation_id"
          + " where tenant_id = ? and delegation_id = ? and place = '"
          + STANDING
          + "'";

  private final PersistenceUnit unit;

  @Activate
  public DelegationStore(@Reference PersistenceUnit unit) {
    this.unit = unit;
  }

  /** Returns the unrevoked delegations of a user, newest first, including expired delegations. */
  List<StoredDelegation> ofUser(String tenantId, String userId) {
    return unit.list(
        DelegationStore::read,
        SELECT + " and user_id = ? and place = ?" + NEWEST_FIRST,
        tenantId,
        userId,
        STANDING);
  }

  /** Returns the unrevoked delegations of a subject, user or agent. */
  List<StoredDelegation> ofSubject(String tenantId, String subjectId) {
    return unit.list(
        DelegationStore::read,
        SELECT + " and (user_id = ? or agent_id = ?) and place = ?",
        tenantId,
        subjectId,
        subjectId,
        STANDING);
  }

  Optional<StoredDelegation> find(String tenantId, String id) {
    return unit.first(DelegationStore::read, SELECT + " and delegation_id = ?", tenantId, id);
  }

  /**
   * Returns a part of all delegations, newest first.
   *
   * @param userId limits the result to this user
   * @param agentId limits the result to this agent
   */
  List<StoredDelegation> page(
      String tenantId, Optional<String> userId, Optional<String> agentId, long offset, int limit) {
    List<Object> values = new ArrayList<>(List.of(tenantId));
    String where = where(userId, agentId, values);
    values.add(limit);
    values.add(offset);
    return unit.list(
        DelegationStore::read,
        SELECT + where + NEWEST_FIRST + " limit ? offset ?",
        values.toArray());
  }

  long count(String tenantId, Optional<String> userId, Optional<String> agentId) {
    List<Object> values = new ArrayList<>(List.of(tenantId));
    String where = where(userId, agentId, values);
    return unit.count(
        "select count(*) from agd_delegation where tenant_id = ?" + where, values.toArray());
  }

  /**
   * Inserts a delegation that replaces another.
   *
   * @param ended the replaced delegation, if any
   * @param told the events about its revocation
   * @throws org.lumoauth.api.web.ApiException 409 {@code quota_exceeded}
   * @throws org.lumoauth.platform.persistence.DuplicateKeyException if another was inserted
   *     concurrently
   */
  void add(String tenantId, StoredDelegation given, Optional<String> ended, OutboxEvents told) {
    unit.requireWithinQuota(QUOTA, tenantId);
    unit.jdbc(
        connection -> {
          if (ended.isPresent()) {
            end(connection, tenantId, ended.get(), given.givenAt(), told);
          }
          return SqlStatementRunner.update(
              connection,
              INSERT,
              tenantId,
              given.id(),
              given.userId(),
              given.agentId(),
              text(given.scope()),
              given.givenAt(),
              given.expiresAt(),
              STANDING);
        });
  }

  /** Widens an active delegation; false if a concurrent request revoked or widened it. */
  boolean widen(String tenantId, StoredDelegation was, StoredDelegation given) {
    return unit.update(
            "update agd_delegation set scope_text = ?, given_us = ?, expires_us = ?"
                + " where tenant_id = ? and delegation_id = ? and place = ? and given_us = ?",
            text(given.scope()),
            given.givenAt(),
            given.expiresAt(),
            tenantId,
            given.id(),
            STANDING,
            was.givenAt())
        == 1;
  }

  /**
   * Revokes a delegation.
   *
   * @param told the events to publish
   * @return false if it had already been revoked
   */
  boolean end(String tenantId, String id, Instant now, OutboxEvents told) {
    return unit.jdbc(connection -> end(connection, tenantId, id, now, told));
  }

  private static boolean end(
      Connection connection, String tenantId, String id, Instant now, OutboxEvents told)
      throws SQLException {
    boolean ends = SqlStatementRunner.update(connection, END, now, tenantId, id) == 1;
    if (ends) {
      told.write(connection);
    }
    return ends;
  }

  private static String where(
      Optional<String> userId, Optional<String> agentId, List<Object> values) {
    userId.ifPresent(values::add);
    agentId.ifPresent(values::add);
    return userId.map(id -> " and user_id = ?").orElse("")
        + agentId.map(id -> " and agent_id = ?").orElse("");
  }

  private static String text(Set<String> scope) {
    return String.join(" ", new TreeSet<>(scope));
  }

  private static StoredDelegation read(ResultSet row) throws SQLException {
    String scope = row.getString("scope_text");
    return new StoredDelegation(
        row.getString("delegation_id"),
        row.getString("user_id"),
        row.getString("agent_id"),
        scope == null || scope.isEmpty() ? Set.of() : Set.of(scope.split(" ")),
        SqlStatementRunner.instant(row, "given_us"),
        SqlStatementRunner.instant(row, "expires_us"),
        SqlStatementRunner.findInstant(row, "ended_us"));
  }
}
