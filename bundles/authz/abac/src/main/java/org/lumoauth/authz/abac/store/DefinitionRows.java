package org.lumoauth.authz.abac.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.lumoauth.authz.abac.attribute.AttributeDefinition;
import org.lumoauth.authz.abac.attribute.AttributeType;
import org.lumoauth.authz.abac.attribute.StoredDefinition;

/** Rows of a tenant's own definitions. */
public final class DefinitionRows {

  private static final String SELECT =
      "select id, document, created_us, updated_us, version_no from abac_attribute"
          + " where tenant_id = ?";

  private final Sql sql;
  private final String tenantId;

  DefinitionRows(Sql sql, String tenantId) {
    this.sql = sql;
    this.tenantId = tenantId;
  }

  /** All of them, by number: they are few. */
  public List<StoredDefinition> all() throws SQLException {
    return sql.list(SELECT + " order by id", DefinitionRows::stored, tenantId);
  }

  public Optional<StoredDefinition> find(AttributeType type, String slug) throws SQLException {
    return sql.first(
        SELECT + " and attribute_type = ? and slug = ?",
        DefinitionRows::stored,
        tenantId,
        type.word(),
        slug);
  }

  public StoredDefinition add(long id, AttributeDefinition definition, Instant now)
      throws SQLException {
    long micros = Sql.micros(now);
    sql.update(
        "insert into abac_attribute (tenant_id, id, attribute_type, slug, document, created_us,"
            + " updated_us, version_no) values (?, ?, ?, ?, ?, ?, ?, 1)",
        tenantId,
        id,
        definition.type().word(),
        definition.slug(),
        JsonText.of(definition),
        micros,
        micros);
    return new StoredDefinition(id, definition, false, Sql.at(micros), Sql.at(micros), 1);
  }

  public StoredDefinition replace(StoredDefinition was, AttributeDefinition by, Instant now)
      throws SQLException {
    long micros = Sql.micros(now);
    sql.update(
        "update abac_attribute set document = ?, updated_us = ?, version_no = version_no + 1"
            + " where tenant_id = ? and id = ?",
        JsonText.of(by),
        micros,
        tenantId,
        was.id());
    return new StoredDefinition(
        was.id(), by, false, was.createdAt(), Sql.at(micros), was.version() + 1);
  }

  public void remove(long id) throws SQLException {
    sql.update("delete from abac_attribute where tenant_id = ? and id = ?", tenantId, id);
  }

  private static StoredDefinition stored(ResultSet row) throws SQLException {
    return new StoredDefinition(
        row.getLong(1),
        JsonText.read(row.getString(2), AttributeDefinition.class),
        false,
        Sql.at(row.getLong(3)),
        Sql.at(row.getLong(4)),
        row.getLong(5));
  }
}
