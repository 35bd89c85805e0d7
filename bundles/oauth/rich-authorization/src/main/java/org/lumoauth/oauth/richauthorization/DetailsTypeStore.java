/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.richauthorization;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.lumoauth.platform.persistence.JsonColumnConverter;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.SqlStatementRunner;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Stores declared types. Every statement is limited to one tenant. */
@Component(service = DetailsTypeStore.class)
public final class DetailsTypeStore {

  private static final JsonColumnConverter<DetailsTypeDeclaration> DEFINITION =
      JsonColumnConverter.of("ora_type", DetailsTypeDeclaration.class);

  private static final String COLUMNS =
      "select type_id, definition, created_us, version_no from ora_type where tenant_id = ?";

  /**
   * A stored type with its version.
   *
   * @param version the number of changes
   */
  record StoredDetailsType(RegisteredDetailsType type, long version) {}

  private final PersistenceUnit unit;

  @Activate
  public DetailsTypeStore(@Reference PersistenceUnit unit) {
    this.unit = unit;
  }

  /** Returns all types of a tenant, sorted by {@code type}. Their number is limited. */
  List<RegisteredDetailsType> all(String tenantId) {
    return query(COLUMNS + " order by type_name", tenantId).stream()
        .map(StoredDetailsType::type)
        .toList();
  }

  Optional<StoredDetailsType> find(String tenantId, String id) {
    return query(COLUMNS + " and type_id = ?", tenantId, id).stream().findFirst();
  }

  /**
   * Adds a type.
   *
   * @throws org.lumoauth.platform.persistence.DuplicateKeyException if a type with this name exists
   */
  RegisteredDetailsType add(
      String tenantId, String id, DetailsTypeDeclaration declared, Instant now) {
    unit.update(
        "insert into ora_type"
            + " (tenant_id, type_id, type_name, definition, created_us, updated_us, version_no)"
            + " values (?, ?, ?, ?, ?, ?, 0)",
        tenantId,
        id,
        declared.type(),
        DEFINITION.write(declared),
        now,
        now);
    return new RegisteredDetailsType(id, declared, now.truncatedTo(ChronoUnit.MICROS));
  }

  /** Replaces the declaration unless it was changed since it was read. */
  boolean replace(
      String tenantId, StoredDetailsType was, DetailsTypeDeclaration declared, Instant now) {
    return unit.update(
            "update ora_type set definition = ?, updated_us = ?, version_no = version_no + 1"
                + " where tenant_id = ? and type_id = ? and version_no = ?",
            DEFINITION.write(declared),
            now,
            tenantId,
            was.type().id(),
            was.version())
        == 1;
  }

  /** Deletes a type and returns whether it existed. */
  boolean remove(String tenantId, String id) {
    return unit.update("delete from ora_type where tenant_id = ? and type_id = ?", tenantId, id)
        == 1;
  }

  private List<StoredDetailsType> query(String sql, Object... values) {
    return unit.list(DetailsTypeStore::stored, sql, values);
  }

  private static StoredDetailsType stored(ResultSet row) throws SQLException {
    String id = row.getString("type_id");
    var type =
        new RegisteredDetailsType(
            id,
            DEFINITION.read(row.getString("definition"), id),
            SqlStatementRunner.instant(row, "created_us"));
    return new StoredDetailsType(type, row.getLong("version_no"));
  }
}
