/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.store;

import com.fasterxml.jackson.core.type.TypeReference;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.platform.persistence.DuplicateKeyException;
import org.lumoauth.platform.persistence.JsonColumnConverter;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.SqlStatementRunner;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Stores consents and missions, each as a JSON object by its key. Every statement is limited to one
 * tenant. Records are found by key and owner in one query, so that a missing record and another
 * owner's record cannot be distinguished.
 */
@Component(service = PersonServerRecordStore.class)
public final class PersonServerRecordStore {

  private static final JsonColumnConverter<Map<String, Object>> CONTENT =
      JsonColumnConverter.of("aap_record", new TypeReference<>() {});
  private static final String OF =
      " where tenant_id = ? and kind = ? and record_key = ? and owner = ?";

  private final PersistenceUnit unit;

  @Activate
  public PersonServerRecordStore(@Reference PersistenceUnit unit) {
    this.unit = unit;
  }

  /**
   * A record and its version.
   *
   * @param content the JSON object
   * @param version counts changes
   */
  public record VersionedRecord(Map<String, Object> content, long version) {}

  /** Returns the record with this key and owner. */
  public Optional<VersionedRecord> find(String tenantId, String kind, String key, String owner) {
    return unit.first(
        row -> stored(row, key),
        "select content, version_no from aap_record" + OF,
        tenantId,
        kind,
        key,
        owner);
  }

  /** Adds a record; false if it already exists. */
  public boolean add(
      String tenantId, String kind, String key, String owner, Map<String, Object> content) {
    try {
      unit.update(
          "insert into aap_record"
              + " (tenant_id, kind, record_key, owner, content, created_us, version_no)"
              + " values (?, ?, ?, ?, ?, ?, 0)",
          tenantId,
          kind,
          key,
          owner,
          CONTENT.write(content),
          Instant.now());
      return true;
    } catch (DuplicateKeyException e) {
      return false;
    }
  }

  /** Replaces a record unless it was changed since it was read. */
  public boolean replace(
      String tenantId,
      String kind,
      String key,
      String owner,
      VersionedRecord was,
      Map<String, Object> content) {
    return unit.update(
            "update aap_record set content = ?, version_no = version_no + 1"
                + OF
                + " and version_no = ?",
            CONTENT.write(content),
            tenantId,
            kind,
            key,
            owner,
            was.version())
        == 1;
  }

  /** Removes the record with this key and owner. */
  public void remove(String tenantId, String kind, String key, String owner) {
    unit.update("delete from aap_record" + OF, tenantId, kind, key, owner);
  }

  /**
   * A record in a list.
   *
   * @param key its key
   * @param owner its owner
   * @param createdAt when it was created
   */
  public record RecordListItem(
      String key, String owner, Instant createdAt, VersionedRecord stored) {}

  /** Returns all records of a kind and an owner, newest first. */
  public List<RecordListItem> list(String tenantId, String kind, String owner) {
    return listed(
        "where tenant_id = ? and kind = ? and owner = ? order by created_us desc, record_key",
        tenantId,
        kind,
        owner);
  }

  /** Returns a page of the records of a kind, newest first. */
  public List<RecordListItem> page(String tenantId, String kind, long offset, int limit) {
    return listed(
        "where tenant_id = ? and kind = ? order by created_us desc, record_key limit ? offset ?",
        tenantId,
        kind,
        limit,
        offset);
  }

  /** Returns the records of a kind with this key, of all owners. */
  public List<RecordListItem> listByKey(String tenantId, String kind, String key) {
    return listed("where tenant_id = ? and kind = ? and record_key = ?", tenantId, kind, key);
  }

  /** Returns the number of records of a kind. */
  public long count(String tenantId, String kind) {
    return unit.count(
        "select count(*) from aap_record where tenant_id = ? and kind = ?", tenantId, kind);
  }

  private List<RecordListItem> listed(String where, Object... values) {
    return unit.list(
        PersonServerRecordStore::listed,
        "select record_key, owner, created_us, content, version_no from aap_record " + where,
        values);
  }

  private static RecordListItem listed(ResultSet row) throws SQLException {
    String key = row.getString("record_key");
    return new RecordListItem(
        key,
        row.getString("owner"),
        SqlStatementRunner.instant(row, "created_us"),
        stored(row, key));
  }

  private static VersionedRecord stored(ResultSet row, String key) throws SQLException {
    return new VersionedRecord(
        CONTENT.read(row.getString("content"), key), row.getLong("version_no"));
  }
}
