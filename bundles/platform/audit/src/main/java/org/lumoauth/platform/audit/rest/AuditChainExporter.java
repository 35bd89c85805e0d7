/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.audit.rest;

import java.io.IOException;
import java.io.OutputStream;
import org.lumoauth.platform.persistence.PersistenceUnit;

/** All records of a chain, oldest first, as one document. */
public final class AuditChainExporter {
  private final AuditRecordQuery reader;
  private final String chain;
  private final AuditExportFormat format;

  /**
   * Creates the document.
   *
   * @param chain the id of the tenant or of the platform
   * @param format {@code csv} or {@code json}
   * @throws org.lumoauth.api.web.ApiException 422 for another format
   */
  public AuditChainExporter(PersistenceUnit tables, String chain, String format) {
    this.reader = new AuditRecordQuery(tables);
    this.chain = chain;
    this.format = AuditExportFormat.of(format);
  }

  /** Writes the document and returns the number of records. */
  public long writeTo(OutputStream out) throws IOException {
    AuditWhereClause conditions = new AuditWhereClause(chain);
    conditions.upTo("seq", reader.last(chain));
    return new SelectedAuditRecordExporter(reader, conditions, true)
        .write(format, Long.MAX_VALUE, out);
  }
}
