/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.audit.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;

/** Writes records as JSON: {@code data}, then {@code meta} with their number. */
final class AuditJsonDocumentWriter implements AuditExportFormat.AuditExportDocument {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().disable(SerializationFeature.FLUSH_AFTER_WRITE_VALUE);

  private final JsonGenerator json;
  private long records;

  AuditJsonDocumentWriter(OutputStream out) throws IOException {
    json = MAPPER.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    json.writeStartObject();
    json.writeArrayFieldStart("data");
  }

  @Override
  public void add(AuditLogEntryView entry) throws IOException {
    json.writePOJO(entry);
    records++;
  }

  @Override
  public void finish() throws IOException {
    json.writeEndArray();
    json.writeObjectFieldStart("meta");
    json.writeNumberField("total", records);
    json.writeStringField("exportedAt", Instant.now().toString());
    json.writeEndObject();
    json.writeEndObject();
    json.flush();
  }
}
