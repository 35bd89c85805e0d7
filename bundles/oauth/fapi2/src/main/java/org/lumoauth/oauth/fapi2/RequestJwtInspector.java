/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.fapi2;

import com.nimbusds.jose.JOSEObject;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads JWTs in requests without verification. Another module verifies them. */
final class RequestJwtInspector {

  /**
   * The permitted algorithms (FAPI 2.0 Security Profile section 5.4.1); {@code Ed25519} is the
   * newer name of EdDSA.
   */
  static final List<String> SIGNED = List.of("PS256", "ES256", "EdDSA", "Ed25519");

  static final Set<String> ALLOWED = Set.copyOf(SIGNED);

  /** The same algorithms, as named for signatures of this server. */
  static final List<String> SIGNING = List.of("ES256", "PS256", "Ed25519");

  private RequestJwtInspector() {}

  static boolean isAllowed(String jwt) {
    return isSignedBy(ALLOWED, jwt);
  }

  /** Returns whether the header of a JWT has one of these algorithms. */
  static boolean isSignedBy(Set<String> algorithms, String jwt) {
    try {
      return part(jwt, 0).get("alg") instanceof String name && algorithms.contains(name);
    } catch (ParseException e) {
      return false;
    }
  }

  static @Nullable Object claim(String jwt, String name) {
    try {
      return part(jwt, 1).get(name);
    } catch (ParseException e) {
      return "";
    }
  }

  private static Map<String, Object> part(String jwt, int index) throws ParseException {
    Base64URL[] parts = JOSEObject.split(jwt);
    Map<String, Object> part = JSONObjectUtils.parse(parts[index].decodeToString());
    if (part == null) { // The parser returns null for JSON null.
      throw new ParseException("A part of the JWT is not a JSON object.", 0);
    }
    return part;
  }
}
