/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.trustedissuers;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.lumoauth.api.event.OutboxEvents;
import org.lumoauth.platform.persistence.JsonColumnConverter;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.SqlStatementRunner;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Stores trusted issuers. Every statement is limited to one tenant. */
@Component(service = TrustedIssuerStore.class)
public final class TrustedIssuerStore {

  private static final JsonColumnConverter<TrustedIssuerDefinition> SETTINGS =
      JsonColumnConverter.of("oti_issuer", TrustedIssuerDefinition.class);

  private static final String COLUMNS =
      "select issuer_id, settings, created_us, version_no from oti_issuer where tenant_id = ?";

  /**
   * A stored issuer with its version.
   *
   * @param version the number of changes
   */
  record StoredTrustedIssuer(RegisteredIssuer issuer, long version) {}

  private final PersistenceUnit unit;

  @Activate
  public TrustedIssuerStore(@Reference PersistenceUnit unit) {
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
  RegisteredIssuer add(String tenantId, String id, TrustedIssuerDefinition settings, Instant now) {
    unit.update(
        "insert into oti_issuer"
            + " (tenant_id, issuer_id, issuer, settings, created_us, updated_us, version_no)"
            + " values (?, ?, ?, ?, ?, ?, 0)",
        tenantId,
        id,
        settings.issuer(),
        SETTINGS.write(settings),
        now,
        now);
    return new RegisteredIssuer(id, settings, now.truncatedTo(ChronoUnit.MICROS));
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
      TrustedIssuerDefinition settings,
      Instant now,
      OutboxEvents told) {
    return unit.update(
            told,
            "update oti_issuer set issuer = ?, settings = ?, updated_us = ?,"
                + " version_no = version_no + 1"
                + " where tenant_id = ? and issuer_id = ? and version_no = ?",
            settings.issuer(),
            SETTINGS.write(settings),
            now,
            tenantId,
            was.issuer().id(),
            was.version())
        == 1;
  }

  /**
   * Deletes an issuer and returns whether it existed.
   *
   * @param told the events to publish with it
   */
  boolean remove(String tenantId, String id, OutboxEvents told) {
    unit.update("delete from oti_subject where tenant_id = ? and issuer_id = ?", tenantId, id);
    return unit.update(
            told, "delete from oti_issuer where tenant_id = ? and issuer_id = ?", tenantId, id)
        == 1;
  }

  private List<StoredTrustedIssuer> query(String sql, Object... values) {
    return unit.list(TrustedIssuerStore::stored, sql, values);
  }

  private static StoredTrustedIssuer stored(ResultSet row) throws SQLException {
    String id = row.getString("issuer_id");
    var issuer =
        new RegisteredIssuer(
            id,
            SETTINGS.read(row.getString("settings"), id),
            SqlStatementRunner.instant(row, "created_us"));
    return new StoredTrustedIssuer(issuer, row.getLong("version_no"));
  }
}
