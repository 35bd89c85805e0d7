/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.tokens.jwt;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Converts claims to the types that a JSON parser would return: whole numbers as {@code Long},
 * collections as lists. This avoids parsing claims that were just written.
 */
final class ClaimsNormalizer {

  /** A value with JSON that may be parsed as a different value. */
  private static final class UnsupportedClaimException extends Exception {
    private static final long serialVersionUID = 1;

    UnsupportedClaimException() {
      super(null, null, false, false);
    }
  }

  private ClaimsNormalizer() {}

  /** Returns the claims; empty if only a parser can determine how they are read. */
  static Optional<Map<String, Object>> of(Map<String, Object> claims) {
    try {
      return Optional.of(object(claims));
    } catch (UnsupportedClaimException e) {
      return Optional.empty();
    }
  }

  private static Map<String, Object> object(Map<?, ?> object) throws UnsupportedClaimException {
    Map<String, Object> plain = new LinkedHashMap<>();
    for (Map.Entry<?, ?> member : object.entrySet()) {
      if (!(member.getKey() instanceof String name)) {
        throw new UnsupportedClaimException();
      }
      plain.put(text(name), value(member.getValue()));
    }
    return plain;
  }

  private static Object value(Object value) throws UnsupportedClaimException {
    if (value == null || value instanceof Boolean || value instanceof Long) {
      return value;
    }
    if (value instanceof String text) {
      return text(text);
    }
    if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
      return ((Number) value).longValue();
    }
    if (value instanceof Map<?, ?> object) {
      return object(object);
    }
    if (value instanceof Collection<?> items) {
      List<Object> plain = new ArrayList<>(items.size());
      for (Object item : items) {
        plain.add(value(item));
      }
      return plain;
    }
    throw new UnsupportedClaimException();
  }

  /** A lone surrogate is replaced when it is encoded as UTF-8. */
  private static String text(String text) throws UnsupportedClaimException {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        throw new UnsupportedClaimException();
      }
    }
    return text;
  }
}
