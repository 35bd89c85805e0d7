package org.lumoauth.platform.audit.rest;

import java.io.IOException;
import java.io.OutputStream;
import org.lumoauth.platform.audit.chain.AuditTables;

/** All records of a chain, oldest first, as one document. */
public final class ChainDocument {
  private final AuditReader reader;
  private final String chain;
  private final ExportFormat format;

  /**
   * @param chain the tenant's identifier, or the platform's
   * @param format {@code csv} or {@code json}
   * @throws org.lumoauth.api.web.Problem 422 for another format
   */
  public ChainDocument(AuditTables tables, String chain, String format) {
    this.reader = new AuditReader(tables);
    this.chain = chain;
    this.format = ExportFormat.of(format);
  }

  /** Writes the document and returns the number of records. */
  public long writeTo(OutputStream out) throws IOException {
    Conditions conditions = new Conditions(chain);
    conditions.upTo("seq", reader.last(chain));
    return new RecordBatches(reader, conditions, true).write(format, Long.MAX_VALUE, out);
  }
}
