package org.lumoauth.authz.abac.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.lumoauth.authz.abac.attribute.AttributeType;

/** Rows of values. */
public final class ValueRows {

  /** The longest type of a resource. */
  public static final int MAX_TYPE = 128;

  /** The longest identifier of a user or a resource. */
  public static final int MAX_ID = 255;

  private static final String OF_HOLDER =
      " where tenant_id = ? and attribute_type = ? and holder_type = ? and holder_id = ?";

  private final Sql sql;
  private final String tenantId;
  private final Runnable room;

  /**
   * @param room counts a value that is about to be added, or refuses it
   */
  ValueRows(Sql sql, String tenantId, Runnable room) {
    this.sql = sql;
    this.tenantId = tenantId;
    this.room = room;
  }

  /** Everything that is known of one. */
  public List<StoredValue> of(Holder holder) throws SQLException {
    return sql.list(
        "select id, slug, content, created_us, updated_us from abac_value"
            + OF_HOLDER
            + " order by slug",
        ValueRows::stored,
        tenantId,
        holder.attributeType().word(),
        holder.type(),
        holder.id());
  }

  public Optional<StoredValue> find(Holder holder, String slug) throws SQLException {
    return of(holder).stream().filter(each -> each.slug().equals(slug)).findFirst();
  }

  /**
   * Makes it the value.
   *
   * @param id the number that it gets if there was none before
   */
  public StoredValue put(long id, Holder holder, String slug, Object value, Instant now)
      throws SQLException {
    long micros = Sql.micros(now);
    int changed =
        sql.update(
            "update abac_value set content = ?, updated_us = ?" + OF_HOLDER + " and slug = ?",
            JsonText.of(value),
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
          JsonText.of(value),
          micros,
          micros);
    }
    return find(holder, slug).orElseThrow();
  }

  public void remove(Holder holder, String slug) throws SQLException {
    sql.update(
        "delete from abac_value" + OF_HOLDER + " and slug = ?",
        tenantId,
        holder.attributeType().word(),
        holder.type(),
        holder.id(),
        slug);
  }

  /** Forgets everything of one. */
  public void removeAll(Holder holder) throws SQLException {
    sql.update(
        "delete from abac_value" + OF_HOLDER,
        tenantId,
        holder.attributeType().word(),
        holder.type(),
        holder.id());
  }

  /** Forgets an attribute of everything that had it. */
  public void removeAll(AttributeType type, String slug) throws SQLException {
    sql.update(
        "delete from abac_value where tenant_id = ? and attribute_type = ? and slug = ?",
        tenantId,
        type.word(),
        slug);
  }

  private static StoredValue stored(ResultSet row) throws SQLException {
    return new StoredValue(
        row.getLong(1),
        row.getString(2),
        JsonText.read(row.getString(3), Object.class),
        Sql.at(row.getLong(4)),
        Sql.at(row.getLong(5)));
  }
}
