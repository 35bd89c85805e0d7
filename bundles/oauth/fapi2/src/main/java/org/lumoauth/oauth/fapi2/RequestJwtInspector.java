package org.lumoauth.oauth.fapi2;

import com.nimbusds.jose.JOSEObject;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a JWT in a request says, which its own module has verified or will. */
final class RequestJwtInspector {

  /** FAPI 2.0 Security Profile section 5.4.1, {@code Ed25519} being EdDSA by its newer name. */
  static final List<String> SIGNED = List.of("PS256", "ES256", "EdDSA", "Ed25519");

  static final Set<String> ALLOWED = Set.copyOf(SIGNED);

  /** The same as this server names what it signs by. */
  static final List<String> SIGNING = List.of("ES256", "PS256", "Ed25519");

  private RequestJwtInspector() {}

  static boolean isAllowed(String jwt) {
    return isSignedBy(ALLOWED, jwt);
  }

  /** Whether the header of a JWT names one of these algorithms. */
  static boolean isSignedBy(Set<String> algorithms, String jwt) {
    try {
      return part(jwt, 0).get("alg") instanceof String name && algorithms.contains(name);
    } catch (ParseException e) {
      return false;
    }
  }

  static Object claim(String jwt, String name) {
    try {
      return part(jwt, 1).get(name);
    } catch (ParseException e) {
      return "";
    }
  }

  private static Map<String, Object> part(String jwt, int index) throws ParseException {
    Base64URL[] parts = JOSEObject.split(jwt);
    Map<String, Object> part = JSONObjectUtils.parse(parts[index].decodeToString());
    if (part == null) { // what the parser makes of the JSON null
      throw new ParseException("a part of a JWT is an object", 0);
    }
    return part;
  }
}
