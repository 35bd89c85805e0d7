/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.workload.rule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.lumoauth.api.event.OutboxEvents;
import org.lumoauth.platform.persistence.DuplicateKeyException;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.RowQuota;
import org.lumoauth.platform.persistence.SqlStatementRunner;
import org.lumoauth.platform.persistence.StaleDataException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Stores trust rules. Every statement is limited to one tenant. */
@Component(service = TrustRuleStore.class)
public final class TrustRuleStore {

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.USE_LONG_FOR_INTS);

  private static final String COLUMNS =
      "select rule_id, settings, created_us, version_no from awl_rule where tenant_id = ?";

  private static final String FIRST = "insert into awl_change (tenant_id, changes) values (?, 1)";
  private static final String NEXT =
      "update awl_change set changes = changes + 1 where tenant_id = ? and changes = ?";

  private static final RowQuota QUOTA = new RowQuota("trust_rules", "awl_rule", 100_000);

  private final PersistenceUnit unit;

  @Activate
  public TrustRuleStore(@Reference PersistenceUnit unit) {
    this.unit = unit;
  }

  /** Returns the rules of an agent or a blueprint, oldest first. */
  List<TrustRule> of(String tenantId, String holderId) {
    return unit.list(
        TrustRuleStore::rule,
        COLUMNS + " and holder_id = ? order by created_us, rule_id",
        tenantId,
        holderId);
  }

  /**
   * Returns the rules of all agents and blueprints; for each agent or blueprint the oldest rule
   * first.
   */
  List<TrustRule> all(String tenantId) {
    return unit.list(
        TrustRuleStore::rule, COLUMNS + " order by holder_id, created_us, rule_id", tenantId);
  }

  Optional<TrustRule> find(String tenantId, String id) {
    return unit.first(TrustRuleStore::rule, COLUMNS + " and rule_id = ?", tenantId, id);
  }

  /** Returns the number of rules of the tenant. */
  long count(String tenantId) {
    return unit.count("select count(*) from awl_rule where tenant_id = ?", tenantId);
  }

  /**
   * Returns the tenant's change counter of created and deleted rules, used to detect concurrent
   * changes.
   */
  long changes(String tenantId) {
    return unit.count("select changes from awl_change where tenant_id = ?", tenantId);
  }

  /**
   * Inserts a rule unless rules were created or deleted since the mark; returns whether it was
   * inserted.
   *
   * @param told the events to publish
   * @throws org.lumoauth.api.web.ApiException 409 {@code quota_exceeded}
   */
  boolean add(String tenantId, TrustRule rule, long mark, OutboxEvents told) {
    unit.requireWithinQuota(QUOTA, tenantId);
    return updateNext(
        tenantId,
        mark,
        told,
        "insert into awl_rule"
            + " (tenant_id, rule_id, holder_id, settings, created_us, updated_us, version_no)"
            + " values (?, ?, ?, ?, ?, ?, ?)",
        tenantId,
        rule.id(),
        rule.settings().holderId(),
        json(rule.settings()),
        rule.createdAt(),
        rule.createdAt(),
        rule.version());
  }

  /**
   * Replaces the settings unless they were changed since they were read.
   *
   * @param told the events to publish
   */
  boolean replace(
      String tenantId,
      TrustRule was,
      TrustRuleDefinition settings,
      Instant now,
      OutboxEvents told) {
    return unit.update(
            told,
            "update awl_rule set settings = ?, updated_us = ?, version_no = version_no + 1"
                + " where tenant_id = ? and rule_id = ? and version_no = ?",
            json(settings),
            now,
            tenantId,
            was.id(),
            was.version())
        == 1;
  }

  /** Deletes a rule; returns whether it existed. */
  boolean remove(String tenantId, String id) {
    return unit.update("delete from awl_rule where tenant_id = ? and rule_id = ?", tenantId, id)
        == 1;
  }

  /**
   * Deletes a rule unless rules were created or deleted since the mark; returns whether it was
   * deleted.
   *
   * @param told the events to publish
   */
  boolean remove(String tenantId, String id, long mark, OutboxEvents told) {
    return updateNext(
        tenantId,
        mark,
        told,
        "delete from awl_rule where tenant_id = ? and rule_id = ?",
        tenantId,
        id);
  }

  /**
   * Runs one statement that increments a tenant's change counter, unless the counter has grown
   * since it was read. All writers update the same row, so of two concurrent changes on any nodes,
   * one has no effect.
   *
   * @param told the events to publish
   * @return whether the change was made
   */
  private boolean updateNext(
      String tenantId, long changes, OutboxEvents told, String sql, Object... values) {
    try {
      return unit.jdbc(
          connection -> {
            boolean next =
                changes == 0
                    ? SqlStatementRunner.update(connection, FIRST, tenantId) == 1
                    : SqlStatementRunner.update(connection, NEXT, tenantId, changes) == 1;
            if (next) {
              SqlStatementRunner.update(connection, sql, values);
              told.write(connection);
            }
            return next;
          });
    } catch (DuplicateKeyException | StaleDataException e) {
      return false;
    }
  }

  private static TrustRule rule(ResultSet row) throws SQLException {
    return new TrustRule(
        row.getString("rule_id"),
        settings(row.getString("rule_id"), row.getString("settings")),
        SqlStatementRunner.instant(row, "created_us"),
        row.getLong("version_no"));
  }

  private static String json(TrustRuleDefinition settings) {
    try {
      return JSON.writeValueAsString(settings);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the value cannot be serialized as JSON", e);
    }
  }

  private static TrustRuleDefinition settings(String id, String json) {
    try {
      return JSON.readValue(json, TrustRuleDefinition.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(
          "the column settings of awl_rule is not valid JSON, row " + id, e);
    }
  }
}
