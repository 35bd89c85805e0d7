/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.audit.chain;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Writes JSON-like values. Other values are written as text. */
final class AuditValueJsonWriter {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final int MAX_DEPTH = 32;

  private AuditValueJsonWriter() {}

  static String write(Object value) {
    var text = new StringWriter(256);
    try (var generator = FACTORY.createGenerator(text)) {
      write(generator, value, 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a StringWriter throws none
    }
    return text.toString();
  }

  private static void write(JsonGenerator out, Object value, int depth) throws IOException {
    if (depth > MAX_DEPTH) {
      out.writeString("(too deep)");
    } else if (value instanceof Map<?, ?> map) {
      writeMap(out, map, depth);
    } else if (value instanceof Iterable<?> items) {
      out.writeStartArray();
      for (Object item : items) {
        write(out, item, depth + 1);
      }
      out.writeEndArray();
    } else if (value instanceof Optional<?> optional) {
      write(out, optional.orElse(null), depth);
    } else if (value instanceof Boolean flag) {
      out.writeBoolean(flag);
    } else if (value instanceof Integer || value instanceof Long) {
      out.writeNumber(((Number) value).longValue());
    } else if (value instanceof Double || value instanceof Float) {
      writeDouble(out, ((Number) value).doubleValue());
    } else if (value instanceof Number number) {
      out.writeNumber(number.toString());
    } else if (value == null) {
      out.writeNull();
    } else {
      out.writeString(value.toString());
    }
  }

  /**
   * JSON cannot represent infinite and NaN numbers (RFC 8259 section 6), and parsers would fail.
   */
  private static void writeDouble(JsonGenerator out, double number) throws IOException {
    if (Double.isFinite(number)) {
      out.writeNumber(Double.toString(number));
    } else {
      out.writeString(Double.toString(number));
    }
  }

  private static void writeMap(JsonGenerator out, Map<?, ?> map, int depth) throws IOException {
    var sorted = new TreeMap<String, Object>();
    map.forEach((name, value) -> sorted.put(String.valueOf(name), value));
    out.writeStartObject();
    for (var member : sorted.entrySet()) {
      out.writeFieldName(member.getKey());
      write(out, member.getValue(), depth + 1);
    }
    out.writeEndObject();
  }
}
