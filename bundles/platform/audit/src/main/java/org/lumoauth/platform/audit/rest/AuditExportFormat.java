/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.audit.rest;

import java.io.IOException;
import java.io.OutputStream;
import javax.ws.rs.core.MediaType;
import org.lumoauth.api.web.ApiException;

/** An export format. */
enum AuditExportFormat {
  CSV("csv", "text/csv;charset=UTF-8") {
    @Override
    AuditExportDocument to(OutputStream out) throws IOException {
      return new AuditCsvDocumentWriter(out);
    }
  },
  JSON("json", MediaType.APPLICATION_JSON) {
    @Override
    AuditExportDocument to(OutputStream out) throws IOException {
      return new AuditJsonDocumentWriter(out);
    }
  };

  private final String extension;
  private final String mediaType;

  AuditExportFormat(String extension, String mediaType) {
    this.extension = extension;
    this.mediaType = mediaType;
  }

  /** A document written record by record. */
  interface AuditExportDocument {

    void add(AuditLogEntryView entry) throws IOException;

    /** Writes the end of the document. */
    void finish() throws IOException;
  }

  /** Starts a document on a stream. */
  abstract AuditExportDocument to(OutputStream out) throws IOException;

  String extension() {
    return extension;
  }

  String mediaType() {
    return mediaType;
  }

  /**
   * Parses the {@code format} parameter.
   *
   * @throws ApiException 422 {@code validation_error}
   */
  static AuditExportFormat of(String name) {
    if (name == null || name.isBlank() || name.equals(CSV.extension)) {
      return CSV;
    }
    if (name.equals(JSON.extension)) {
      return JSON;
    }
    throw ApiException.invalid("format", "`format` must be csv or json.");
  }
}
