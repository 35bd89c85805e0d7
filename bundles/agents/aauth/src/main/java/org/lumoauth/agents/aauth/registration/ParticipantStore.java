package org.lumoauth.agents.aauth.registration;

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

/** Stores agents and resources. Every statement is limited to one tenant. */
@Component(service = ParticipantStore.class)
public final class ParticipantStore {

  private static final ObjectMapper JSON =
      new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private static final String COLUMNS =
      "select party_id, settings, created_us, version_no from aau_party where tenant_id = ?";

  /**
   * A participant and its version.
   *
   * @param version counts changes
   */
  record StoredParticipant(AAuthParticipant party, long version) {}

  private final ParticipantSqlGateway unit;

  @Activate
  public ParticipantStore(@Reference ParticipantSqlGateway unit) {
    this.unit = unit;
  }

  /** Returns all participants of a tenant, sorted by identifier; their number is small. */
  List<AAuthParticipant> all(String tenantId) {
    return query(COLUMNS + " order by identifier", tenantId).stream()
        .map(StoredParticipant::party)
        .toList();
  }

  Optional<StoredParticipant> find(String tenantId, String kind, String id) {
    return query(COLUMNS + " and kind = ? and party_id = ?", tenantId, kind, id).stream()
        .findFirst();
  }

  /**
   * Inserts a participant.
   *
   * @throws org.lumoauth.platform.persistence.DuplicateKeyException if the identifier already
   *     exists
   */
  StoredParticipant add(String tenantId, String id, ParticipantSettings settings, Instant now) {
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, now);
    unit.update(
        "insert into aau_party"
            + " (tenant_id, party_id, kind, identifier, settings, created_us, updated_us,"
            + " version_no) values (?, ?, ?, ?, ?, ?, ?, 0)",
        tenantId,
        id,
        settings.kind(),
        settings.identifier(),
        json(settings),
        micros,
        micros);
    return new StoredParticipant(new AAuthParticipant(id, settings, at(micros)), 0);
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
            json(settings),
            ChronoUnit.MICROS.between(Instant.EPOCH, now),
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

  void erase(String tenantId) {
    unit.update("delete from aau_party where tenant_id = ?", tenantId);
  }

  private List<StoredParticipant> query(String sql, Object... values) {
    return unit.jdbc(
        connection -> SqlStatements.list(connection, ParticipantStore::stored, sql, values));
  }

  private static StoredParticipant stored(ResultSet row) throws SQLException {
    var party =
        new AAuthParticipant(
            row.getString("party_id"),
            settings(row.getString("party_id"), row.getString("settings")),
            at(row.getLong("created_us")));
    return new StoredParticipant(party, row.getLong("version_no"));
  }

  private static Instant at(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  private static String json(ParticipantSettings settings) {
    try {
      return JSON.writeValueAsString(settings);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the value cannot be serialized as JSON", e);
    }
  }

  private static ParticipantSettings settings(String id, String json) {
    try {
      return JSON.readValue(json, ParticipantSettings.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(
          "the column settings of aau_party is not valid JSON, row " + id, e);
    }
  }
}
