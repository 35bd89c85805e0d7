/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.lumoauth.authz.abac.attribute.AttributeCategory;

/** The rows of attribute values. */
public final class AttributeValueTable {

  /** Maximum length of a resource type. */
  public static final int MAX_TYPE = 128;

  /** Maximum length of the id of a user or a resource. */
  public static final int MAX_ID = 255;

  private static final String OF_HOLDER =
      " where tenant_id = ? and attribute_type = ? and holder_type = ? and holder_id = ?";

  private final AbacSqlExecutor sql;
  private final String tenantId;
  private final Runnable room;

  /**
   * Creates the table.
   *
   * @param sql the statements
   * @param tenantId the id of the tenant
   * @param room counts a value before it is added, or refuses it
   */
  AttributeValueTable(AbacSqlExecutor sql, String tenantId, Runnable room) {
    this.sql = sql;
    this.tenantId = tenantId;
    this.room = room;
  }

  /** Returns all attribute values of a user or resource. */
  public List<StoredAttributeValue> of(AttributeOwner holder) throws SQLException {
    return sql.list(
        "select id, slug, content, created_us, updated_us from abac_value"
            + OF_HOLDER
            + " order by slug",
        AttributeValueTable::stored,
        tenantId,
        holder.attributeType().word(),
        holder.type(),
        holder.id());
  }

  public Optional<StoredAttributeValue> find(AttributeOwner holder, String slug)
      throws SQLException {
    return of(holder).stream().filter(each -> each.slug().equals(slug)).findFirst();
  }

  /**
   * Sets a value.
   *
   * @param id the number of the value if it is new
   */
  public StoredAttributeValue put(
      long id, AttributeOwner holder, String slug, Object value, Instant now) throws SQLException {
    long micros = AbacSqlExecutor.micros(now);
    int changed =
        sql.update(
            "update abac_value set content = ?, updated_us = ?" + OF_HOLDER + " and slug = ?",
            AbacJsonColumnConverter.of(value),
            micros,
            tenantId,
            holder.attributeType().word(),
            holder.type(),
            holder.id(),
            slug);
    if (changed == 0) {
      room.run();
      sql.update(
          "insert into abac_value (tenant_id, id, attribute_type, holder_type, holder_id, slug,"
              + " content, created_us, updated_us) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
          tenantId,
          id,
          holder.attributeType().word(),
          holder.type(),
          holder.id(),
          slug,
          AbacJsonColumnConverter.of(value),
          micros,
          micros);
    }
    return find(holder, slug).orElseThrow();
  }

  public void remove(AttributeOwner holder, String slug) throws SQLException {
    sql.update(
        "delete from abac_value" + OF_HOLDER + " and slug = ?",
        tenantId,
        holder.attributeType().word(),
        holder.type(),
        holder.id(),
        slug);
  }

  /** Deletes all attribute values of a user or resource. */
  public void removeAll(AttributeOwner holder) throws SQLException {
    sql.update(
        "delete from abac_value" + OF_HOLDER,
        tenantId,
        holder.attributeType().word(),
        holder.type(),
        holder.id());
  }

  /** Deletes all values of an attribute. */
  public void removeAll(AttributeCategory type, String slug) throws SQLException {
    sql.update(
        "delete from abac_value where tenant_id = ? and attribute_type = ? and slug = ?",
        tenantId,
        type.word(),
        slug);
  }

  private static StoredAttributeValue stored(ResultSet row) throws SQLException {
    return new StoredAttributeValue(
        row.getLong(1),
        row.getString(2),
        AbacJsonColumnConverter.read(row.getString(3), Object.class),
        AbacSqlExecutor.at(row.getLong(4)),
        AbacSqlExecutor.at(row.getLong(5)));
  }
}
