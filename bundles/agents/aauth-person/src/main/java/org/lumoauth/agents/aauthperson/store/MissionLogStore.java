/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.store;

import com.fasterxml.jackson.core.type.TypeReference;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.id.IdGenerator;
import org.lumoauth.platform.persistence.DuplicateKeyException;
import org.lumoauth.platform.persistence.JsonColumnConverter;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.SqlStatementRunner;

/**
 * Stores the logs of missions, each entry a JSON object, and their size. The size is updated in the
 * transaction that adds an entry, so that concurrent entries never exceed a limit.
 */
public final class MissionLogStore {

  static final JsonColumnConverter<Map<String, Object>> CONTENT =
      JsonColumnConverter.of("aap_mission_log", new TypeReference<>() {});

  private static final String OF = " where tenant_id = ? and mission = ?";

  private final PersistenceUnit unit;
  private final IdGenerator identifiers;

  public MissionLogStore(PersistenceUnit unit, IdGenerator identifiers) {
    this.unit = unit;
    this.identifiers = identifiers;
  }

  /**
   * The maximum size of a log.
   *
   * @param entries the number of entries
   * @param characters the total number of characters of all entries
   */
  public record MissionLogLimit(long entries, long characters) {
    /** No limit. */
    public static final MissionLogLimit NONE = new MissionLogLimit(Long.MAX_VALUE, Long.MAX_VALUE);
  }

  /** Adds an entry; false if the log would exceed the limit. */
  public boolean add(
      String tenantId, String mission, Map<String, Object> entry, MissionLogLimit most) {
    String content = CONTENT.write(entry);
    if (added(tenantId, mission, content, most)) {
      return true;
    }
    if (isCounted(tenantId, mission)) {
      return added(tenantId, mission, content, most); // the counter may exist by now
    }
    count(tenantId, mission);
    return added(tenantId, mission, content, most);
  }

  /** Whether an entry would currently fit. */
  public boolean fits(
      String tenantId, String mission, Map<String, Object> entry, MissionLogLimit most) {
    if (!isCounted(tenantId, mission)) {
      count(tenantId, mission);
    }
    return !numbers(
            "select entries from aap_mission_size" + OF + " and entries < ? and characters <= ?",
            tenantId,
            mission,
            most.entries(),
            most.characters() - CONTENT.write(entry).length())
        .isEmpty();
  }

  private boolean added(String tenantId, String mission, String content, MissionLogLimit most) {
    long left = most.characters() - content.length();
    return unit.jdbc(
        connection -> {
          int counted =
              SqlStatementRunner.update(
                  connection,
                  "update aap_mission_size set entries = entries + 1, characters = characters + ?"
                      + OF
                      + " and entries < ? and characters <= ?",
                  content.length(),
                  tenantId,
                  mission,
                  most.entries(),
                  left);
          return counted == 1 && insert(connection, tenantId, mission, content);
        });
  }

  private boolean insert(Connection connection, String tenantId, String mission, String content)
      throws SQLException {
    SqlStatementRunner.update(
        connection,
        "insert into aap_mission_log (tenant_id, entry_id, mission, content, created_us)"
            + " values (?, ?, ?, ?, ?)",
        tenantId,
        identifiers.next("aml_"),
        mission,
        content,
        Instant.now());
    return true;
  }

  private boolean isCounted(String tenantId, String mission) {
    return !numbers("select entries from aap_mission_size" + OF, tenantId, mission).isEmpty();
  }

  /** Creates the counter, including entries written by an earlier version of this module. */
  private void count(String tenantId, String mission) {
    long characters =
        unit.count(
            "select coalesce(sum(char_length(content)), 0) from aap_mission_log" + OF,
            tenantId,
            mission);
    try {
      unit.update(
          "insert into aap_mission_size (tenant_id, mission, entries, characters)"
              + " values (?, ?, ?, ?)",
          tenantId,
          mission,
          size(tenantId, mission),
          characters);
    } catch (DuplicateKeyException e) {
      return; // created concurrently
    }
  }

  /** Returns a page of a mission's log, latest first. */
  public List<Map<String, Object>> page(String tenantId, String mission, long offset, int limit) {
    return unit.list(
        row -> CONTENT.read(row.getString("content"), row.getString("entry_id")),
        "select entry_id, content from aap_mission_log"
            + OF
            + " order by entry_id desc limit ? offset ?",
        tenantId,
        mission,
        limit,
        offset);
  }

  /** Returns the number of entries of a mission's log. */
  public long size(String tenantId, String mission) {
    return unit.count("select count(*) from aap_mission_log" + OF, tenantId, mission);
  }

  private List<Long> numbers(String sql, Object... values) {
    return unit.list(row -> row.getLong(1), sql, values);
  }
}
