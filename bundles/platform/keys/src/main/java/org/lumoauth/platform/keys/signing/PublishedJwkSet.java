/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.keys.signing;

import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A JWK Set to publish (RFC 7517 section 5).
 *
 * @param keys the keys, newest first
 */
record PublishedJwkSet(List<Map<String, Object>> keys) {

  /** Returns the ETag, derived from the key ids: a JWK never changes after its creation. */
  String entityTag() {
    String ids = String.join(" ", keys.stream().map(key -> (String) key.get("kid")).toList());
    return '"' + Base64URL.encode(digest(ids)).toString() + '"';
  }

  /** Returns whether an If-None-Match header matches this set (RFC 9110 section 13.1.2). */
  boolean matches(String ifNoneMatch) {
    String own = entityTag();
    return ifNoneMatch != null
        && Arrays.stream(ifNoneMatch.split(","))
            .map(String::strip)
            .map(tag -> tag.startsWith("W/") ? tag.substring(2) : tag)
            .anyMatch(tag -> tag.equals("*") || tag.equals(own));
  }

  private static byte[] digest(String text) {
    try {
      var sha256 = MessageDigest.getInstance("SHA-256");
      return Arrays.copyOf(sha256.digest(text.getBytes(StandardCharsets.UTF_8)), 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java platform does not support SHA-256", e);
    }
  }
}
