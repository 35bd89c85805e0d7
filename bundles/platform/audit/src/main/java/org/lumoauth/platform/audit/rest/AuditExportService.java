/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.audit.rest;

import java.util.Map;
import javax.ws.rs.core.Response;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.StreamedDocumentOutput;

/**
 * Exports records of a chain. The response is streamed in batches, so memory use depends neither on
 * the number of records nor on the client's speed.
 */
final class AuditExportService {

  /** The maximum number of records in an export. */
  static final int LIMIT = 10_000;

  private final AuditRecordQuery reader;
  private final AuditAccessRecorder recorder;

  AuditExportService(AuditRecordQuery reader, AuditAccessRecorder recorder) {
    this.reader = reader;
    this.recorder = recorder;
  }

  /**
   * Returns the newest matching records, or the oldest if the filter sorts ascending.
   *
   * @param chain the tenant's id
   */
  Response of(
      HttpExchange exchange, String chain, AuditRecordFilterParameters filter, String formatName) {
    AuditExportFormat format = AuditExportFormat.of(formatName);
    AuditWhereClause conditions = filter.conditions(chain);
    exchange.beginExport(chain);
    // The audit record of the export itself is excluded.
    conditions.upTo("seq", reader.last(chain));
    recorder.record(
        exchange,
        chain,
        "audit.exported",
        "Audit records were exported.",
        Map.of("records", reader.count(conditions, LIMIT), "format", format.extension()));
    SelectedAuditRecordExporter batches =
        new SelectedAuditRecordExporter(reader, conditions, filter.oldestFirst());
    return Response.ok(
            new StreamedDocumentOutput(exchange, out -> batches.write(format, LIMIT, out)),
            format.mediaType())
        .header(
            "Content-Disposition", "attachment; filename=\"audit-logs." + format.extension() + "\"")
        .header("Cache-Control", "no-store")
        .build();
  }
}
