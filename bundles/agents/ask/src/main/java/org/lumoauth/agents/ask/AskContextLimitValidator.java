/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ask;

import java.util.List;
import java.util.Map;
import org.lumoauth.api.web.ApiException;

/**
 * Limits the context that an agent sends: it is passed to every model and written to the audit log.
 */
public final class AskContextLimitValidator {

  static final int MAX_DEPTH = 8;
  static final int MAX_SIZE = 16 * 1024;

  /** Size in bytes that a number, a boolean or a pair of brackets counts for. */
  private static final int SCALAR = 8;

  private final String field;
  private int size;

  private AskContextLimitValidator(String field) {
    this.field = field;
  }

  /**
   * Returns the context, or an empty map if there is none.
   *
   * @throws ApiException 400 if the context is nested too deeply or too large
   */
  public static Map<String, Object> checked(String field, Map<String, Object> context) {
    if (context == null) {
      return Map.of();
    }
    new AskContextLimitValidator(field).visit(context, 1);
    return context;
  }

  /** Returns the approximate size of the context as JSON, in bytes. */
  static int size(Map<String, Object> context) {
    var limits = new AskContextLimitValidator("context");
    limits.visit(context, 1);
    return limits.size;
  }

  private void visit(Object value, int depth) {
    if (depth > MAX_DEPTH) {
      throw ApiException.invalidRequest(
          "`" + field + "` must not be nested more than " + MAX_DEPTH + " levels deep.");
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
      throw ApiException.invalidRequest(
          "`" + field + "` must not be larger than " + MAX_SIZE / 1024 + " KiB.");
    }
  }

  /** Returns the length in UTF-8 bytes, including the surrounding quotes. */
  private static int bytes(String text) {
    int bytes = 2 + text.length();
    for (int i = 0; i < text.length() && bytes <= MAX_SIZE; i++) {
      char c = text.charAt(i);
      bytes += c < 0x80 ? 0 : c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
    }
    return bytes;
  }
}
