package org.lumoauth.platform.audit.rest;

import java.util.Map;
import javax.ws.rs.core.Response;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.StreamedDocumentOutput;

/**
 * Exports records of a chain. The response is written batch by batch, so that the memory it takes
 * depends neither on the number of records nor on the client's speed.
 */
final class AuditExportService {

  /** The largest number of records of an export. */
  static final int LIMIT = 10_000;

  private final AuditRecordQuery reader;
  private final AuditAccessRecorder recorder;

  AuditExportService(AuditRecordQuery reader, AuditAccessRecorder recorder) {
    this.reader = reader;
    this.recorder = recorder;
  }

  /**
   * The newest records that the filter selects, or the oldest if it sorts that way.
   *
   * @param chain the tenant's identifier
   */
  Response of(HttpExchange exchange, String chain, AuditFilter filter, String formatName) {
    AuditExportFormat format = AuditExportFormat.of(formatName);
    AuditWhereClause conditions = filter.conditions(chain);
    exchange.beginExport(chain);
    // The record of the export itself is not a part of it.
    conditions.upTo("seq", reader.last(chain));
    recorder.record(
        exchange,
        chain,
        "audit.exported",
        "Audit records were exported.",
        Map.of("records", reader.count(conditions, LIMIT), "format", format.extension()));
    AuditBatchExporter batches = new AuditBatchExporter(reader, conditions, filter.oldestFirst());
    return Response.ok(
            new StreamedDocumentOutput(exchange, out -> batches.write(format, LIMIT, out)),
            format.mediaType())
        .header(
            "Content-Disposition", "attachment; filename=\"audit-logs." + format.extension() + "\"")
        .header("Cache-Control", "no-store")
        .build();
  }
}
