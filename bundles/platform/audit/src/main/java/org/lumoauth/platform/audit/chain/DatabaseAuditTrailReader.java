/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.audit.chain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.audit.AuditRecord;
import org.lumoauth.api.audit.AuditTrailReader;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.platform.persistence.EpochMicrosConverter;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Converts stored records back to events. */
@Component
public final class DatabaseAuditTrailReader implements AuditTrailReader {

  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};
  private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};

  private final ObjectMapper json = new ObjectMapper();
  private final PersistenceUnit tables;
  private final AuditChainStore store;

  @Activate
  public DatabaseAuditTrailReader(@Reference PersistenceUnit tables) {
    this.tables = tables;
    this.store = new AuditChainStore(tables);
  }

  @Override
  public long findHeadSequence(String tenantId) {
    return store.lastSequence(tenantId).orElse(0);
  }

  @Override
  public List<AuditRecord> read(
      String tenantId, long after, long upTo, Set<String> actions, int limit) {
    if (actions.isEmpty()) {
      return List.of();
    }
    String condition = " AND action IN (?" + ", ?".repeat(actions.size() - 1) + ")";
    return read(tenantId, after, upTo, condition, new TreeSet<>(actions), limit);
  }

  @Override
  public List<AuditRecord> read(String tenantId, long after, long upTo, int limit) {
    return read(tenantId, after, upTo, "", Set.of(), limit);
  }

  private List<AuditRecord> read(
      String tenantId, long after, long upTo, String condition, Set<String> values, int limit) {
    if (upTo <= after) {
      return List.of();
    }
    String sql =
        "SELECT "
            + AuditRowMapper.COLUMNS
            + " FROM audit_record WHERE tenant_id = ? AND seq > ? AND seq <= ?"
            + condition
            + " ORDER BY seq LIMIT ?";
    return tables.jdbc(
        connection -> {
          try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, tenantId);
            statement.setLong(2, after);
            statement.setLong(3, upTo);
            int next = 4;
            for (String value : values) {
              statement.setString(next++, value);
            }
            statement.setInt(next, limit);
            List<AuditRecord> found = new ArrayList<>();
            try (var rows = statement.executeQuery()) {
              while (rows.next()) {
                found.add(record(AuditRowMapper.read(rows)));
              }
            }
            return found;
          }
        });
  }

  private AuditRecord record(AuditChainRow row) {
    SerializedAuditEvent entry = row.entry();
    return new AuditRecord(
        row.id(),
        row.sequence(),
        row.tenantId(),
        EpochMicrosConverter.toInstant(row.micros()),
        new AuditEvent(
            entry.action(),
            AuditEvent.AuditOutcome.valueOf(entry.outcome()),
            new SubjectRef(entry.actorType(), entry.actorId()),
            principals(entry.onBehalfOf()),
            target(entry),
            entry.message(),
            request(entry),
            details(entry.details())));
  }

  private static Optional<AuditEvent.AuditTarget> target(SerializedAuditEvent entry) {
    return Optional.ofNullable(entry.targetType())
        .map(
            type ->
                new AuditEvent.AuditTarget(
                    type, entry.targetId(), Optional.ofNullable(entry.targetName())));
  }

  private static Optional<AuditEvent.RequestInfo> request(SerializedAuditEvent entry) {
    return Optional.ofNullable(entry.requestId())
        .map(
            id ->
                new AuditEvent.RequestInfo(
                    id,
                    entry.remoteAddress() == null ? "" : entry.remoteAddress(),
                    Optional.ofNullable(entry.userAgent()),
                    Optional.ofNullable(entry.clientId())));
  }

  private List<SubjectRef> principals(String text) {
    if (text == null) {
      return List.of();
    }
    try {
      return json.readValue(text, TEXTS).stream()
          .filter(each -> each.indexOf(':') > 0)
          .map(
              each -> {
                int colon = each.indexOf(':');
                return new SubjectRef(each.substring(0, colon), each.substring(colon + 1));
              })
          .toList();
    } catch (JsonProcessingException e) {
      return List.of(); // truncated, or modified by an attacker
    }
  }

  private Map<String, Object> details(String text) {
    if (text == null) {
      return Map.of();
    }
    try {
      Map<String, Object> details = json.readValue(text, OBJECT);
      details.values().removeIf(value -> value == null);
      return details;
    } catch (JsonProcessingException e) {
      return Map.of(); // modified by an attacker; verification detects this
    }
  }
}
