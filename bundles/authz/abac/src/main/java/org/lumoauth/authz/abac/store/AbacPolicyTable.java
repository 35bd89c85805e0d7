/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.lumoauth.authz.abac.policy.PolicyDocument;
import org.lumoauth.authz.abac.policy.PolicyVersion;
import org.lumoauth.authz.abac.policy.StoredPolicy;

/** The rows of policies and their versions. */
public final class AbacPolicyTable {

  /** Maximum number of stored versions of a policy; older versions are deleted. */
  public static final int KEPT_VERSIONS = 100;

  private static final String SELECT =
      "select id, document, created_us, updated_us, version_no from abac_policy"
          + " where tenant_id = ?";

  private static final String SELECT_VERSION =
      "select version_no, document, changed_us, changed_by from abac_policy_version"
          + " where tenant_id = ? and policy_id = ?";

  private final AbacSqlExecutor sql;
  private final String tenantId;

  AbacPolicyTable(AbacSqlExecutor sql, String tenantId) {
    this.sql = sql;
    this.tenantId = tenantId;
  }

  /** Returns all policies, by number; there are few. */
  public List<StoredPolicy> all() throws SQLException {
    return sql.list(SELECT + " order by id", AbacPolicyTable::stored, tenantId);
  }

  /** Returns the number of policies. */
  public long count() throws SQLException {
    return sql.first(
            "select count(*) from abac_policy where tenant_id = ?", row -> row.getLong(1), tenantId)
        .orElse(0L);
  }

  public Optional<StoredPolicy> find(long id) throws SQLException {
    return sql.first(SELECT + " and id = ?", AbacPolicyTable::stored, tenantId, id);
  }

  public Optional<StoredPolicy> findBySlug(String slug) throws SQLException {
    return sql.first(SELECT + " and slug = ?", AbacPolicyTable::stored, tenantId, slug);
  }

  public StoredPolicy add(long id, PolicyDocument document, Instant now, String by)
      throws SQLException {
    long micros = AbacSqlExecutor.micros(now);
    sql.update(
        "insert into abac_policy (tenant_id, id, slug, document, created_us, updated_us,"
            + " version_no) values (?, ?, ?, ?, ?, ?, 1)",
        tenantId,
        id,
        document.slug(),
        AbacJsonColumnConverter.of(document),
        micros,
        micros);
    return kept(
        new StoredPolicy(id, document, AbacSqlExecutor.at(micros), AbacSqlExecutor.at(micros), 1),
        by);
  }

  public StoredPolicy replace(StoredPolicy was, PolicyDocument document, Instant now, String by)
      throws SQLException {
    long micros = AbacSqlExecutor.micros(now);
    sql.update(
        "update abac_policy set slug = ?, document = ?, updated_us = ?,"
            + " version_no = version_no + 1 where tenant_id = ? and id = ?",
        document.slug(),
        AbacJsonColumnConverter.of(document),
        micros,
        tenantId,
        was.id());
    return kept(
        new StoredPolicy(
            was.id(), document, was.createdAt(), AbacSqlExecutor.at(micros), was.version() + 1),
        by);
  }

  public void remove(long id) throws SQLException {
    sql.update(
        "delete from abac_policy_version where tenant_id = ? and policy_id = ?", tenantId, id);
    sql.update("delete from abac_policy where tenant_id = ? and id = ?", tenantId, id);
  }

  /** Returns the versions, the latest first. */
  public List<PolicyVersion> versions(long id) throws SQLException {
    return sql.list(
        SELECT_VERSION + " order by version_no desc", AbacPolicyTable::version, tenantId, id);
  }

  public Optional<PolicyVersion> version(long id, long number) throws SQLException {
    return sql.first(
        SELECT_VERSION + " and version_no = ?", AbacPolicyTable::version, tenantId, id, number);
  }

  private StoredPolicy kept(StoredPolicy policy, String by) throws SQLException {
    sql.update(
        "insert into abac_policy_version (tenant_id, policy_id, version_no, document, changed_us,"
            + " changed_by) values (?, ?, ?, ?, ?, ?)",
        tenantId,
        policy.id(),
        policy.version(),
        AbacJsonColumnConverter.of(policy.document()),
        AbacSqlExecutor.micros(policy.updatedAt()),
        by);
    sql.update(
        "delete from abac_policy_version where tenant_id = ? and policy_id = ? and version_no <= ?",
        tenantId,
        policy.id(),
        policy.version() - KEPT_VERSIONS);
    return policy;
  }

  private static StoredPolicy stored(ResultSet row) throws SQLException {
    return new StoredPolicy(
        row.getLong(1),
        AbacJsonColumnConverter.read(row.getString(2), PolicyDocument.class),
        AbacSqlExecutor.at(row.getLong(3)),
        AbacSqlExecutor.at(row.getLong(4)),
        row.getLong(5));
  }

  private static PolicyVersion version(ResultSet row) throws SQLException {
    return new PolicyVersion(
        row.getLong(1),
        AbacJsonColumnConverter.read(row.getString(2), PolicyDocument.class),
        AbacSqlExecutor.at(row.getLong(3)),
        row.getString(4));
  }
}
