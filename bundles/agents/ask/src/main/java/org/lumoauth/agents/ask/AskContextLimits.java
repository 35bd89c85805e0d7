package org.lumoauth.agents.ask;

import java.util.List;
import java.util.Map;
import org.lumoauth.api.web.ApiException;

/**
 * Bounds what an agent may say besides its question: it goes to every model and into the audit log.
 */
final class AskContextLimits {

  static final int MAX_DEPTH = 8;
  static final int MAX_SIZE = 16 * 1024;

  /** What a number, a truth value or a pair of brackets counts. */
  private static final int SCALAR = 8;

  private final String field;
  private int size;

  private AskContextLimits(String field) {
    this.field = field;
  }

  /**
   * The context, or an empty one for none.
   *
   * @throws ApiException 400 if it is nested too deep or too large
   */
  static Map<String, Object> checked(String field, Map<String, Object> context) {
    if (context == null) {
      return Map.of();
    }
    new AskContextLimits(field).visit(context, 1);
    return context;
  }

  /** About how many bytes of JSON the context is. */
  static int size(Map<String, Object> context) {
    var limits = new AskContextLimits("context");
    limits.visit(context, 1);
    return limits.size;
  }

  private void visit(Object value, int depth) {
    if (depth > MAX_DEPTH) {
      throw ApiException.invalidRequest(
          field + " is nested more than " + MAX_DEPTH + " levels deep.");
    }
    if (value instanceof Map<?, ?> members) {
      add(SCALAR);
      for (var member : members.entrySet()) {
        add(bytes((String) member.getKey()));
        visit(member.getValue(), depth + 1);
      }
    } else if (value instanceof List<?> items) {
      add(SCALAR);
      for (Object item : items) {
        visit(item, depth + 1);
      }
    } else {
      add(value instanceof String || value instanceof Number ? bytes(value.toString()) : SCALAR);
    }
  }

  private void add(int bytes) {
    size += bytes;
    if (size > MAX_SIZE) {
      throw ApiException.invalidRequest(field + " is larger than " + MAX_SIZE / 1024 + " KiB.");
    }
  }

  /** UTF-8 bytes with the quotes around them. */
  private static int bytes(String text) {
    int bytes = 2 + text.length();
    for (int i = 0; i < text.length() && bytes <= MAX_SIZE; i++) {
      char c = text.charAt(i);
      bytes += c < 0x80 ? 0 : c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
    }
    return bytes;
  }
}
