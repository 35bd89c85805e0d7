package org.lumoauth.oauth.richauthorization;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.lumoauth.platform.persistence.SqlStatements;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Stores declared types. Every statement is limited to one tenant. */
@Component(service = DetailsTypeStore.class)
public final class DetailsTypeStore {

  private static final ObjectMapper JSON =
      new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private static final String COLUMNS =
      "select type_id, definition, created_us, version_no from ora_type where tenant_id = ?";

  /**
   * A stored type with its version.
   *
   * @param version the number of changes
   */
  record StoredDetailsType(RegisteredDetailsType type, long version) {}

  private final DetailsTypeSqlGateway unit;

  @Activate
  public DetailsTypeStore(@Reference DetailsTypeSqlGateway unit) {
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
  RegisteredDetailsType add(String tenantId, String id, DeclaredDetailsType declared, Instant now) {
    long micros = micros(now);
    unit.update(
        "insert into ora_type"
            + " (tenant_id, type_id, type_name, definition, created_us, updated_us, version_no)"
            + " values (?, ?, ?, ?, ?, ?, 0)",
        tenantId,
        id,
        declared.type(),
        json(declared),
        micros,
        micros);
    return new RegisteredDetailsType(id, declared, at(micros));
  }

  /** Replaces the declaration unless it was changed since it was read. */
  boolean replace(
      String tenantId, StoredDetailsType was, DeclaredDetailsType declared, Instant now) {
    return unit.update(
            "update ora_type set definition = ?, updated_us = ?, version_no = version_no + 1"
                + " where tenant_id = ? and type_id = ? and version_no = ?",
            json(declared),
            micros(now),
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

  void erase(String tenantId) {
    unit.update("delete from ora_type where tenant_id = ?", tenantId);
  }

  private List<StoredDetailsType> query(String sql, Object... values) {
    return unit.jdbc(
        connection -> SqlStatements.list(connection, DetailsTypeStore::stored, sql, values));
  }

  private static StoredDetailsType stored(ResultSet row) throws SQLException {
    var type =
        new RegisteredDetailsType(
            row.getString("type_id"),
            declared(row.getString("type_id"), row.getString("definition")),
            at(row.getLong("created_us")));
    return new StoredDetailsType(type, row.getLong("version_no"));
  }

  private static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }

  private static Instant at(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  private static String json(DeclaredDetailsType declared) {
    try {
      return JSON.writeValueAsString(declared);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the value cannot be serialized as JSON", e);
    }
  }

  private static DeclaredDetailsType declared(String id, String json) {
    try {
      return JSON.readValue(json, DeclaredDetailsType.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(
          "the column definition of ora_type is not valid JSON, row " + id, e);
    }
  }
}
