/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clientkeys;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.support.encoding.JsonEncodingValidator;

/** Parses JWK Sets (RFC 7517 section 5). */
final class JwkSetParser {

  private static final int MAX_KEYS = 100;

  private JwkSetParser() {}

  /** Returns the keys of a document; empty if it is not a JWK Set. */
  static Optional<List<Map<String, Object>>> parse(byte[] json) {
    if (!JsonEncodingValidator.isValid(json)) {
      return Optional.empty();
    }
    try {
      Map<String, Object> set = JSONObjectUtils.parse(new String(json, StandardCharsets.UTF_8));
      return set != null && set.get("keys") instanceof List<?>
          ? Optional.of(of(set))
          : Optional.empty();
    } catch (ParseException e) {
      return Optional.empty();
    }
  }

  /** Returns the keys of a set in client metadata; invalid entries are omitted. */
  static List<Map<String, Object>> of(Object set) {
    Object keys = set instanceof Map<?, ?> members ? members.get("keys") : set;
    List<Map<String, Object>> found = new ArrayList<>();
    if (keys instanceof List<?> list) {
      for (Object key : list) {
        if (key instanceof Map<?, ?> && found.size() < MAX_KEYS) {
          @SuppressWarnings("unchecked") // JSON object member names are strings.
          Map<String, Object> jwk = (Map<String, Object>) key;
          found.add(jwk);
        }
      }
    }
    return List.copyOf(found);
  }

  /** Returns the keys with this ID, or all keys if no ID is given. */
  static List<Map<String, Object>> filterByKeyId(
      List<Map<String, Object>> keys, Optional<String> kid) {
    return kid.isEmpty()
        ? keys
        : keys.stream().filter(key -> kid.get().equals(key.get("kid"))).toList();
  }
}
