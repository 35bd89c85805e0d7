/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.auditsyslog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.audit.AuditRecord;

/**
 * Formats audit records as syslog messages (RFC 5424). The fields a server filters by are
 * structured data; the full record follows as ASCII JSON.
 */
final class SyslogMessageFormatter {

  /** RFC 5425 section 4.3.1: receivers should accept messages of this length. */
  static final int MAX_BYTES = 8192;

  private static final int MAX_MESSAGE_ID = 32;
  private static final int MAX_VALUE = 255;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  private final ObjectMapper json =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
  private final SyslogSettings settings;

  SyslogMessageFormatter(SyslogSettings settings) {
    this.settings = settings;
  }

  byte[] of(AuditRecord auditRecord) {
    Map<String, Object> members = auditRecord.asMap();
    byte[] message = bytes(auditRecord, members);
    if (message.length > MAX_BYTES) {
      members.remove("details");
      members.put("details_omitted", true);
      message = bytes(auditRecord, members);
    }
    return message;
  }

  private byte[] bytes(AuditRecord auditRecord, Map<String, Object> members) {
    try {
      return (header(auditRecord) + data(auditRecord) + ' ' + json.writeValueAsString(members))
          .getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an audit record cannot be written as JSON", e);
    }
  }

  /** Returns the HEADER of section 6.2. */
  private String header(AuditRecord auditRecord) {
    AuditEvent event = auditRecord.event();
    return "<"
        + (settings.facility() * 8 + severity(event.outcome()))
        + ">1 "
        + TIME.format(auditRecord.time())
        + ' '
        + settings.hostName()
        + " lumoauth - "
        + messageId(event.action())
        + ' ';
  }

  private static int severity(AuditEvent.AuditOutcome outcome) {
    return switch (outcome) {
      case SUCCESS -> 6; // informational
      case DENIED -> 4; // warning
      case FAILURE -> 3; // error
    };
  }

  private static String messageId(String action) {
    String printable = action.replaceAll("[^!-~]", "_");
    return printable.isEmpty()
        ? "-"
        : printable.substring(0, Math.min(printable.length(), MAX_MESSAGE_ID));
  }

  /** Returns the STRUCTURED-DATA of section 6.3. */
  private String data(AuditRecord auditRecord) {
    AuditEvent event = auditRecord.event();
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("id", auditRecord.id());
    parameters.put("sequence", Long.toString(auditRecord.sequence()));
    parameters.put("tenant", auditRecord.tenantId());
    parameters.put("outcome", event.outcome().name().toLowerCase(Locale.ROOT));
    parameters.put("actor", event.actor().type() + ":" + event.actor().id());
    event.target().ifPresent(each -> parameters.put("target", each.type() + ":" + each.id()));
    event.request().ifPresent(each -> parameters.put("remoteAddress", each.remoteAddress()));
    StringBuilder data = new StringBuilder("[").append(settings.structuredDataId());
    parameters.forEach(
        (name, value) ->
            data.append(' ').append(name).append("=\"").append(escaped(value)).append('"'));
    return data.append(']').toString();
  }

  /** Escapes a parameter value (section 6.3.3). Control characters are not allowed in a value. */
  private static String escaped(String value) {
    String text = value.substring(0, Math.min(value.length(), MAX_VALUE));
    return text.replaceAll("\\p{Cntrl}", "?").replaceAll("([\"\\\\\\]])", "\\\\$1");
  }
}
