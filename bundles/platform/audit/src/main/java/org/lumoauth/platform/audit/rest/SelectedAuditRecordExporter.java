/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.audit.rest;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.lumoauth.platform.audit.chain.AuditChainRow;

/** Reads the selected records of a chain in batches ordered by position. */
final class SelectedAuditRecordExporter {
  static final int SIZE = 200;

  private final AuditRecordQuery reader;
  private final AuditWhereClause conditions;
  private final boolean oldestFirst;
  private final AuditLogEntryMapper view = new AuditLogEntryMapper();

  SelectedAuditRecordExporter(
      AuditRecordQuery reader, AuditWhereClause conditions, boolean oldestFirst) {
    this.reader = reader;
    this.conditions = conditions;
    this.oldestFirst = oldestFirst;
  }

  /**
   * Writes the records as a document and returns their number.
   *
   * @param limit the maximum number of records
   */
  long write(AuditExportFormat format, long limit, OutputStream out) throws IOException {
    var document = format.to(out);
    long written = 0;
    AuditWhereClause next = conditions;
    while (written < limit) {
      int size = (int) Math.min(SIZE, limit - written);
      List<AuditChainRow> batch = reader.first(next, oldestFirst, size);
      for (AuditChainRow row : batch) {
        document.add(view.of(row));
      }
      written += batch.size();
      if (batch.size() < size) {
        break;
      }
      next = conditions.copy();
      next.beyond("seq", batch.get(size - 1).sequence(), oldestFirst);
    }
    document.finish();
    return written;
  }
}
