/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.audit.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.lumoauth.platform.audit.chain.AuditChainRow;
import org.lumoauth.platform.audit.chain.SerializedAuditEvent;
import org.lumoauth.platform.audit.rest.AuditLogEntryView.AuditPrincipal;
import org.lumoauth.platform.persistence.EpochMicrosConverter;

/** Maps a stored record to its JSON representation. */
final class AuditLogEntryMapper {
  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};
  private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};

  private final ObjectMapper json = new ObjectMapper();

  AuditLogEntryView of(AuditChainRow row) {
    var entry = row.entry();
    String time = time(row).toString();
    Map<String, Object> details = details(entry.details());
    return new AuditLogEntryView(
        row.sequence(),
        row.id(),
        time,
        time,
        entry.action(),
        entry.action(),
        category(entry.action()),
        severity(entry.outcome()),
        entry.message(),
        entry.actorId(),
        text(details, "actorName"),
        entry.actorType(),
        text(details, "authMethod"),
        outermost(entry.onBehalfOf()),
        entry.targetType(),
        entry.targetId(),
        entry.targetName(),
        entry.remoteAddress(),
        entry.userAgent(),
        entry.clientId(),
        text(details, "sessionId"),
        entry.requestId(),
        entry.outcome().toLowerCase(Locale.ROOT),
        text(details, "reason"),
        null,
        null,
        object(details, "oldValue"),
        object(details, "newValue"),
        object(details, "changes"),
        principal(entry),
        details,
        HexFormat.of().formatHex(row.hash()),
        HexFormat.of().formatHex(row.previousHash()));
  }

  static Instant time(AuditChainRow row) {
    return EpochMicrosConverter.toInstant(row.micros());
  }

  static String category(String action) {
    int dot = action.indexOf('.');
    return dot < 0 ? action : action.substring(0, dot);
  }

  static String severity(String outcome) {
    return switch (outcome) {
      case "SUCCESS" -> "info";
      case "DENIED" -> "warning";
      default -> "error";
    };
  }

  /**
   * Parses the details. A record modified by an attacker may contain invalid JSON and is still
   * shown.
   */
  private Map<String, Object> details(String text) {
    if (text == null) {
      return Map.of();
    }
    try {
      return json.readValue(text, OBJECT);
    } catch (JsonProcessingException e) {
      return Map.of("unreadable", text);
    }
  }

  private String outermost(String text) {
    List<String> principals = principals(text);
    return principals.isEmpty() ? null : principals.get(principals.size() - 1);
  }

  private AuditPrincipal principal(SerializedAuditEvent entry) {
    List<String> chain = new ArrayList<>();
    chain.add(entry.actorType() + ":" + entry.actorId());
    chain.addAll(principals(entry.onBehalfOf()));
    int last = chain.size() - 1;
    return new AuditPrincipal(chain.get(last), List.copyOf(chain.subList(0, last)));
  }

  private List<String> principals(String text) {
    if (text == null) {
      return List.of();
    }
    try {
      return json.readValue(text, TEXTS);
    } catch (JsonProcessingException e) {
      return List.of();
    }
  }

  /** Returns an object or null, as typed clients expect. */
  private static Map<String, Object> object(Map<String, Object> details, String name) {
    Object value = details.get(name);
    if (value instanceof Map<?, ?> members) {
      Map<String, Object> object = new LinkedHashMap<>();
      members.forEach((key, member) -> object.put(key.toString(), member));
      return object;
    }
    return value == null ? null : Map.of("value", value);
  }

  private static String text(Map<String, Object> details, String name) {
    return details.get(name) instanceof String text ? text : null;
  }
}
