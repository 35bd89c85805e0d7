package org.lumoauth.oauth.clientkeys;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.web.JsonTextValidator;

/** A JWK Set (RFC 7517 section 5). */
final class JwkSetParser {

  private static final int MAX_KEYS = 100;

  private JwkSetParser() {}

  /** The keys of a document; empty if it is no JWK Set. */
  static Optional<List<Map<String, Object>>> parse(byte[] json) {
    if (!JsonTextValidator.isValid(json)) {
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

  /** The keys of a set as it stands in client metadata; what is no key is left out. */
  static List<Map<String, Object>> of(Object set) {
    Object keys = set instanceof Map<?, ?> members ? members.get("keys") : set;
    List<Map<String, Object>> found = new ArrayList<>();
    if (keys instanceof List<?> list) {
      for (Object key : list) {
        if (key instanceof Map<?, ?> && found.size() < MAX_KEYS) {
          @SuppressWarnings("unchecked") // members of a JSON object are named by text
          Map<String, Object> jwk = (Map<String, Object>) key;
          found.add(jwk);
        }
      }
    }
    return List.copyOf(found);
  }

  /** The keys with exactly this id, or all. */
  static List<Map<String, Object>> filterByKeyId(
      List<Map<String, Object>> keys, Optional<String> kid) {
    return kid.isEmpty()
        ? keys
        : keys.stream().filter(key -> kid.get().equals(key.get("kid"))).toList();
  }
}
