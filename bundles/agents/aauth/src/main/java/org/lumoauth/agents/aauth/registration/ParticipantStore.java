/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauth.registration;

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

/** Stores agents and resources. Every statement is limited to one tenant. */
@Component(service = ParticipantStore.class)
public final class ParticipantStore {

  private static final JsonColumnConverter<ParticipantSettings> SETTINGS =
      JsonColumnConverter.of("aau_party", ParticipantSettings.class);

  private static final String COLUMNS =
      "select party_id, settings, created_us, version_no from aau_party where tenant_id = ?";

  /**
   * A participant and its version.
   *
   * @param version counts changes
   */
  record StoredParticipant(AAuthParticipant party, long version) {}

  private final PersistenceUnit unit;

  @Activate
  public ParticipantStore(@Reference PersistenceUnit unit) {
    this.unit = unit;
  }

  /** Returns all participants of a tenant, sorted by identifier; their number is small. */
  List<AAuthParticipant> all(String tenantId) {
    return unit.list(ParticipantStore::stored, COLUMNS + " order by identifier", tenantId).stream()
        .map(StoredParticipant::party)
        .toList();
  }

  Optional<StoredParticipant> find(String tenantId, String kind, String id) {
    return unit.first(
        ParticipantStore::stored, COLUMNS + " and kind = ? and party_id = ?", tenantId, kind, id);
  }

  /**
   * Inserts a participant.
   *
   * @throws org.lumoauth.platform.persistence.DuplicateKeyException if the identifier already
   *     exists
   */
  StoredParticipant add(String tenantId, String id, ParticipantSettings settings, Instant now) {
    unit.update(
        "insert into aau_party"
            + " (tenant_id, party_id, kind, identifier, settings, created_us, updated_us,"
            + " version_no) values (?, ?, ?, ?, ?, ?, ?, 0)",
        tenantId,
        id,
        settings.kind(),
        settings.identifier(),
        SETTINGS.write(settings),
        now,
        now);
    return new StoredParticipant(
        new AAuthParticipant(id, settings, now.truncatedTo(ChronoUnit.MICROS)), 0);
  }

  /**
   * Replaces the settings unless they were changed since they were read.
   *
   * @throws org.lumoauth.platform.persistence.DuplicateKeyException if another participant has this
   *     identifier
   */
  boolean replace(
      String tenantId, StoredParticipant was, ParticipantSettings settings, Instant now) {
    return unit.update(
            "update aau_party set identifier = ?, settings = ?, updated_us = ?,"
                + " version_no = version_no + 1"
                + " where tenant_id = ? and party_id = ? and version_no = ?",
            settings.identifier(),
            SETTINGS.write(settings),
            now,
            tenantId,
            was.party().id(),
            was.version())
        == 1;
  }

  /** Deletes a participant; returns whether it existed. */
  boolean remove(String tenantId, String id) {
    return unit.update("delete from aau_party where tenant_id = ? and party_id = ?", tenantId, id)
        == 1;
  }

  /**
   * Deletes a participant unless it was changed since it was read; returns whether it was deleted.
   */
  boolean remove(String tenantId, StoredParticipant was) {
    return unit.update(
            "delete from aau_party where tenant_id = ? and party_id = ? and version_no = ?",
            tenantId,
            was.party().id(),
            was.version())
        == 1;
  }

  private static StoredParticipant stored(ResultSet row) throws SQLException {
    String id = row.getString("party_id");
    var party =
        new AAuthParticipant(
            id,
            SETTINGS.read(row.getString("settings"), id),
            SqlStatementRunner.instant(row, "created_us"));
    return new StoredParticipant(party, row.getLong("version_no"));
  }
}
