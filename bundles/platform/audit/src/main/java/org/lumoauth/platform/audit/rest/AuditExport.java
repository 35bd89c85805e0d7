package org.lumoauth.platform.audit.rest;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import javax.ws.rs.core.Response;
import org.lumoauth.platform.audit.chain.Row;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.StreamedDocument;

/**
 * Exports records of a chain. The response is written batch by batch, so that the memory it takes
 * depends neither on the number of records nor on the client's speed.
 */
final class AuditExport {

  /** The largest number of records of an export. */
  static final int LIMIT = 10_000;

  static final int BATCH = 200;

  private final AuditReader reader;
  private final EntryView view = new EntryView();
  private final AuditRecorder recorder;

  AuditExport(AuditReader reader, AuditRecorder recorder) {
    this.reader = reader;
    this.recorder = recorder;
  }

  /**
   * The newest records that the filter selects, or the oldest if it sorts that way.
   *
   * @param chain the tenant's identifier
   */
  Response of(Exchange exchange, String chain, AuditFilter filter, String formatName) {
    ExportFormat format = ExportFormat.of(formatName);
    Conditions conditions = filter.conditions(chain);
    boolean oldestFirst = filter.oldestFirst();
    exchange.beginExport(chain);
    // The record of the export itself is not a part of it.
    conditions.upTo("seq", reader.last(chain));
    recorder.record(
        exchange,
        chain,
        "audit.exported",
        "Audit records were exported.",
        Map.of("records", reader.count(conditions, LIMIT), "format", format.extension()));
    return Response.ok(
            new StreamedDocument(exchange, out -> write(conditions, oldestFirst, format, out)),
            format.mediaType())
        .header(
            "Content-Disposition", "attachment; filename=\"audit-logs." + format.extension() + "\"")
        .header("Cache-Control", "no-store")
        .build();
  }

  /** Writes at most {@value #LIMIT} records. */
  void write(Conditions conditions, boolean oldestFirst, ExportFormat format, OutputStream out)
      throws IOException {
    var document = format.to(out);
    int left = LIMIT;
    List<Row> batch = reader.first(conditions, oldestFirst, Math.min(BATCH, left));
    while (!batch.isEmpty()) {
      for (Row row : batch) {
        document.add(view.of(row));
      }
      left -= batch.size();
      if (left == 0 || batch.size() < BATCH) {
        break;
      }
      Conditions next = conditions.copy();
      next.beyond("seq", batch.get(batch.size() - 1).sequence(), oldestFirst);
      batch = reader.first(next, oldestFirst, Math.min(BATCH, left));
    }
    document.finish();
  }
}
