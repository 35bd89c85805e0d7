package org.lumoauth.oauth.trustedissuers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.lumoauth.api.event.OutboxEvents;
import org.lumoauth.platform.persistence.SqlStatements;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Stores trusted issuers. Every statement is limited to one tenant. */
@Component(service = TrustedIssuerStore.class)
public final class TrustedIssuerStore {

  private static final ObjectMapper JSON =
      new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private static final String COLUMNS =
      "select issuer_id, settings, created_us, version_no from oti_issuer where tenant_id = ?";

  /**
   * A stored issuer with its version.
   *
   * @param version the number of changes
   */
  record StoredTrustedIssuer(RegisteredIssuer issuer, long version) {}

  private final TrustedIssuerSqlGateway unit;

  @Activate
  public TrustedIssuerStore(@Reference TrustedIssuerSqlGateway unit) {
    this.unit = unit;
  }

  /** Returns all issuers of a tenant, sorted by {@code iss}. Their number is limited. */
  List<RegisteredIssuer> all(String tenantId) {
    return query(COLUMNS + " order by issuer", tenantId).stream()
        .map(StoredTrustedIssuer::issuer)
        .toList();
  }

  Optional<StoredTrustedIssuer> find(String tenantId, String id) {
    return query(COLUMNS + " and issuer_id = ?", tenantId, id).stream().findFirst();
  }

  /**
   * Adds an issuer.
   *
   * @throws org.lumoauth.platform.persistence.DuplicateKeyException if an issuer with this {@code
   *     iss} exists
   */
  RegisteredIssuer add(String tenantId, String id, TrustedIssuerSettings settings, Instant now) {
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, now);
    unit.update(
        "insert into oti_issuer"
            + " (tenant_id, issuer_id, issuer, settings, created_us, updated_us, version_no)"
            + " values (?, ?, ?, ?, ?, ?, 0)",
        tenantId,
        id,
        settings.issuer(),
        json(settings),
        micros,
        micros);
    return new RegisteredIssuer(id, settings, at(micros));
  }

  /**
   * Replaces the settings unless they were changed since they were read.
   *
   * @param told the events to publish with it
   * @throws org.lumoauth.platform.persistence.DuplicateKeyException if another issuer has this
   *     {@code iss}
   */
  boolean replace(
      String tenantId,
      StoredTrustedIssuer was,
      TrustedIssuerSettings settings,
      Instant now,
      OutboxEvents told) {
    return unit.update(
        told,
        "update oti_issuer set issuer = ?, settings = ?, updated_us = ?,"
            + " version_no = version_no + 1"
            + " where tenant_id = ? and issuer_id = ? and version_no = ?",
        settings.issuer(),
        json(settings),
        ChronoUnit.MICROS.between(Instant.EPOCH, now),
        tenantId,
        was.issuer().id(),
        was.version());
  }

  /**
   * Deletes an issuer and returns whether it existed.
   *
   * @param told the events to publish with it
   */
  boolean remove(String tenantId, String id, OutboxEvents told) {
    unit.update("delete from oti_subject where tenant_id = ? and issuer_id = ?", tenantId, id);
    return unit.update(
        told, "delete from oti_issuer where tenant_id = ? and issuer_id = ?", tenantId, id);
  }

  void erase(String tenantId) {
    unit.update("delete from oti_subject where tenant_id = ?", tenantId);
    unit.update("delete from oti_issuer where tenant_id = ?", tenantId);
  }

  private List<StoredTrustedIssuer> query(String sql, Object... values) {
    return unit.jdbc(
        connection -> SqlStatements.list(connection, TrustedIssuerStore::stored, sql, values));
  }

  private static StoredTrustedIssuer stored(ResultSet row) throws SQLException {
    var issuer =
        new RegisteredIssuer(
            row.getString("issuer_id"),
            settings(row.getString("issuer_id"), row.getString("settings")),
            at(row.getLong("created_us")));
    return new StoredTrustedIssuer(issuer, row.getLong("version_no"));
  }

  private static Instant at(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  private static String json(TrustedIssuerSettings settings) {
    try {
      return JSON.writeValueAsString(settings);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the value cannot be serialized as JSON", e);
    }
  }

  private static TrustedIssuerSettings settings(String id, String json) {
    try {
      return JSON.readValue(json, TrustedIssuerSettings.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(
          "the column settings of oti_issuer is not valid JSON, row " + id, e);
    }
  }
}
