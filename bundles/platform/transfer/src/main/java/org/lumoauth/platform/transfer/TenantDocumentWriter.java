/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.transfer;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.function.Consumer;

/** Writes a tenant's document item by item. An unfinished document is not valid JSON. */
final class TenantDocumentWriter implements Closeable {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().disable(SerializationFeature.FLUSH_AFTER_WRITE_VALUE);

  private final JsonGenerator json;

  /** Writes the head of a document. */
  TenantDocumentWriter(String slug, OutputStream out) throws IOException {
    json =
        MAPPER
            .createGenerator(out)
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
            .disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT);
    json.writeStartObject();
    for (var member : TenantDocument.head(slug).entrySet()) {
      json.writeObjectField(member.getKey(), member.getValue());
    }
  }

  /**
   * Writes a section.
   *
   * @param items passes the items one by one
   */
  void section(String name, Consumer<Consumer<Map<String, Object>>> items) {
    try {
      json.writeArrayFieldStart(name);
      items.accept(this::item);
      json.writeEndArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void item(Map<String, Object> item) {
    try {
      json.writePOJO(item);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void finish() throws IOException {
    json.writeEndObject();
  }

  @Override
  public void close() throws IOException {
    json.close();
  }
}
