/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.lumoauth.authz.abac.attribute.AttributeCategory;
import org.lumoauth.authz.abac.attribute.AttributeDefinition;
import org.lumoauth.authz.abac.attribute.StoredAttributeDefinition;

/** The rows of a tenant's own attribute definitions. */
public final class AttributeDefinitionTable {

  private static final String SELECT =
      "select id, document, created_us, updated_us, version_no from abac_attribute"
          + " where tenant_id = ?";

  private final AbacSqlExecutor sql;
  private final String tenantId;

  AttributeDefinitionTable(AbacSqlExecutor sql, String tenantId) {
    this.sql = sql;
    this.tenantId = tenantId;
  }

  /** Returns all definitions, by number; there are few. */
  public List<StoredAttributeDefinition> all() throws SQLException {
    return sql.list(SELECT + " order by id", AttributeDefinitionTable::stored, tenantId);
  }

  public Optional<StoredAttributeDefinition> find(AttributeCategory type, String slug)
      throws SQLException {
    return sql.first(
        SELECT + " and attribute_type = ? and slug = ?",
        AttributeDefinitionTable::stored,
        tenantId,
        type.word(),
        slug);
  }

  public StoredAttributeDefinition add(long id, AttributeDefinition definition, Instant now)
      throws SQLException {
    long micros = AbacSqlExecutor.micros(now);
    sql.update(
        "insert into abac_attribute (tenant_id, id, attribute_type, slug, document, created_us,"
            + " updated_us, version_no) values (?, ?, ?, ?, ?, ?, ?, 1)",
        tenantId,
        id,
        definition.type().word(),
        definition.slug(),
        AbacJsonColumnConverter.of(definition),
        micros,
        micros);
    return new StoredAttributeDefinition(
        id, definition, false, AbacSqlExecutor.at(micros), AbacSqlExecutor.at(micros), 1);
  }

  public StoredAttributeDefinition replace(
      StoredAttributeDefinition was, AttributeDefinition by, Instant now) throws SQLException {
    long micros = AbacSqlExecutor.micros(now);
    sql.update(
        "update abac_attribute set document = ?, updated_us = ?, version_no = version_no + 1"
            + " where tenant_id = ? and id = ?",
        AbacJsonColumnConverter.of(by),
        micros,
        tenantId,
        was.id());
    return new StoredAttributeDefinition(
        was.id(), by, false, was.createdAt(), AbacSqlExecutor.at(micros), was.version() + 1);
  }

  public void remove(long id) throws SQLException {
    sql.update("delete from abac_attribute where tenant_id = ? and id = ?", tenantId, id);
  }

  private static StoredAttributeDefinition stored(ResultSet row) throws SQLException {
    return new StoredAttributeDefinition(
        row.getLong(1),
        AbacJsonColumnConverter.read(row.getString(2), AttributeDefinition.class),
        false,
        AbacSqlExecutor.at(row.getLong(3)),
        AbacSqlExecutor.at(row.getLong(4)),
        row.getLong(5));
  }
}
