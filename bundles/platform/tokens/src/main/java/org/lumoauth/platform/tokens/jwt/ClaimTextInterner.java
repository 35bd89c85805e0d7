/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.tokens.jwt;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Interns claim names and frequent claim values: thousands of tokens are cached, and without this
 * the names would take most of the memory.
 */
final class ClaimTextInterner {

  private static final Set<String> COMMON =
      Set.of("iss", "aud", "client_id", "scope", "acr", "typ", AccessTokenClaimNames.IDENTITY_TYPE);

  private ClaimTextInterner() {}

  /** Returns the same claims in the same order. */
  static Map<String, Object> of(Map<?, ?> claims) {
    Map<String, Object> shared = new LinkedHashMap<>();
    claims.forEach(
        (key, value) -> {
          String name = ((String) key).intern();
          shared.put(name, value(value, COMMON.contains(name)));
        });
    return shared;
  }

  private static Object value(Object value, boolean common) {
    if (value instanceof String text) {
      return common ? text.intern() : text;
    }
    if (value instanceof Map<?, ?> object) {
      return of(object);
    }
    if (value instanceof List<?> list) {
      return list.stream().map(each -> value(each, common)).toList();
    }
    return value;
  }
}
