/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.audit.rest;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes records as CSV.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</a>
 */
final class AuditCsvDocumentWriter implements AuditExportFormat.AuditExportDocument {
  private static final List<String> HEADER =
      List.of(
          "id",
          "auditId",
          "createdAt",
          "action",
          "status",
          "severity",
          "message",
          "actorType",
          "actorId",
          "initiatedBy",
          "targetType",
          "targetId",
          "targetName",
          "ipAddress",
          "userAgent",
          "clientId",
          "requestId",
          "hash");

  private final Writer writer;

  AuditCsvDocumentWriter(OutputStream output) throws IOException {
    writer = new BufferedWriter(new OutputStreamWriter(output, StandardCharsets.UTF_8));
    line(writer, HEADER.toArray());
  }

  @Override
  public void add(AuditLogEntryView entry) throws IOException {
    line(
        writer,
        entry.id(),
        entry.auditId(),
        entry.createdAt(),
        entry.action(),
        entry.status(),
        entry.severity(),
        entry.message(),
        entry.actorType(),
        entry.actorId(),
        entry.initiatedBy(),
        entry.targetType(),
        entry.targetId(),
        entry.targetName(),
        entry.ipAddress(),
        entry.userAgent(),
        entry.clientId(),
        entry.requestId(),
        entry.hash());
  }

  @Override
  public void finish() throws IOException {
    writer.flush();
  }

  private static void line(Writer writer, Object... cells) throws IOException {
    for (int i = 0; i < cells.length; i++) {
      if (i > 0) {
        writer.write(',');
      }
      writer.write(cell(cells[i]));
    }
    writer.write("\r\n");
  }

  /**
   * Returns a cell. Values that a spreadsheet would run as a formula are prefixed with an
   * apostrophe.
   */
  static String cell(Object value) {
    String text = value == null ? "" : value.toString();
    if (!text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0) {
      text = "'" + text;
    }
    boolean quote = text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return quote ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }
}
