package org.lumoauth.platform.audit.rest;

import java.io.IOException;
import java.io.OutputStream;
import javax.ws.rs.core.MediaType;
import org.lumoauth.api.web.Problem;

/** A form in which records are exported. */
enum ExportFormat {
  CSV("csv", "text/csv;charset=UTF-8") {
    @Override
    Document to(OutputStream out) throws IOException {
      return new CsvExport(out);
    }
  },
  JSON("json", MediaType.APPLICATION_JSON) {
    @Override
    Document to(OutputStream out) throws IOException {
      return new JsonExport(out);
    }
  };

  private final String extension;
  private final String mediaType;

  ExportFormat(String extension, String mediaType) {
    this.extension = extension;
    this.mediaType = mediaType;
  }

  /** A document that is written record by record. */
  interface Document {

    void add(AuditLogEntry entry) throws IOException;

    /** Writes what follows the last record. */
    void finish() throws IOException;
  }

  /** Begins a document on a stream. */
  abstract Document to(OutputStream out) throws IOException;

  String extension() {
    return extension;
  }

  String mediaType() {
    return mediaType;
  }

  /**
   * Reads the {@code format} parameter.
   *
   * @throws Problem 422 {@code validation_error}
   */
  static ExportFormat of(String name) {
    if (name == null || name.isBlank() || name.equals(CSV.extension)) {
      return CSV;
    }
    if (name.equals(JSON.extension)) {
      return JSON;
    }
    throw Problem.invalid("format", "format must be csv or json.");
  }
}
