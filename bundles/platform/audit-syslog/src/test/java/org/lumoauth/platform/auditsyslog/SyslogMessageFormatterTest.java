/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.auditsyslog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.audit.AuditRecord;
import org.lumoauth.api.directory.SubjectRef;

class SyslogMessageFormatterTest {
  private final SyslogMessageFormatter message =
      new SyslogMessageFormatter(
          SyslogSettings.of(SyslogSinkTestSettings.to("syslog.example.com")));

  @Test
  void writesRfc5424Header() {
    String text = text(record("user.deleted", AuditEvent.AuditOutcome.DENIED, "ada", Map.of()));

    // Facility 13 (log audit) times 8, and severity 4 (warning).
    assertTrue(
        text.startsWith(
            "<108>1 2026-12-01T10:15:30.000123Z id.example.com lumoauth - user.deleted "
                + "[lumoauth@32473 id=\"aud_1\" sequence=\"7\" tenant=\"ten_1\" outcome=\"denied\" "),
        text);
  }

  @Test
  void escapesStructuredDataDelimiters() {
    String text = text(record("a", AuditEvent.AuditOutcome.SUCCESS, "\"]\\\n<13>1", Map.of()));

    assertTrue(text.contains(" actor=\"user:\\\"\\]\\\\?<13>1\"]"), text);
  }

  @Test
  void writesSingleAsciiLine() {
    String text =
        text(record("a\nb", AuditEvent.AuditOutcome.FAILURE, "ada", Map.of("text", "größer\n")));

    assertTrue(text.chars().allMatch(c -> c >= ' ' && c <= '~'), text);
  }

  @Test
  void omitsOversizedDetails() {
    byte[] bytes =
        message.of(
            record(
                "a",
                AuditEvent.AuditOutcome.SUCCESS,
                "ada",
                Map.of("text", "x".repeat(SyslogMessageFormatter.MAX_BYTES))));
    String text = new String(bytes, StandardCharsets.UTF_8);

    assertTrue(bytes.length <= SyslogMessageFormatter.MAX_BYTES);
    assertTrue(text.contains("\"details_omitted\":true"), text);
    assertFalse(text.contains("xxxx"));
  }

  @Test
  void appendsWholeRecordAsJson() {
    String text = text(record("a", AuditEvent.AuditOutcome.SUCCESS, "ada", Map.of("k", 1)));

    assertEquals(
        """
        {"id":"aud_1","sequence":7,"tenant":"ten_1","time":"2026-12-01T10:15:30.000123Z",\
        "action":"a","outcome":"success","actor":"user:ada","message":"Done.",\
        "details":{"k":1}}""",
        text.substring(text.indexOf("] {") + 2));
  }

  private String text(AuditRecord auditRecord) {
    return new String(message.of(auditRecord), StandardCharsets.UTF_8);
  }

  private static AuditRecord record(
      String action, AuditEvent.AuditOutcome outcome, String user, Map<String, Object> details) {
    return new AuditRecord(
        "aud_1",
        7,
        "ten_1",
        Instant.parse("2026-12-01T10:15:30.000123Z"),
        new AuditEvent(
            action,
            outcome,
            new SubjectRef("user", user),
            List.of(),
            Optional.empty(),
            "Done.",
            Optional.empty(),
            details));
  }
}
