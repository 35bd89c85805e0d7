/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.keys.foreign;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.platform.web.ExternalJsonReader;

/**
 * A JWS in compact form, parsed strictly (RFC 7515 section 7.1): three parts in canonical
 * base64url, so that no other text decodes to the same bytes.
 */
record StrictJws(
    Map<String, Object> header, byte[] signingInput, byte[] payload, String signature) {

  /** The maximum length of a JWT in characters. */
  static final int MAX_LENGTH = 16_384;

  /**
   * The maximum length of the header in characters, four times that of a header with the largest
   * kind of key.
   */
  static final int MAX_HEADER = 8_192;

  static StrictJws parse(String jwt) throws InvalidTokenException {
    if (jwt.length() > MAX_LENGTH) {
      throw invalid("the JWT must have at most " + MAX_LENGTH + " characters");
    }
    int first = jwt.indexOf('.');
    int second = jwt.indexOf('.', first + 1);
    if (first < 1 || second < 0 || jwt.indexOf('.', second + 1) >= 0) {
      throw invalid("not a JWS in compact form");
    }
    if (first > MAX_HEADER) {
      throw invalid("the header must have at most " + MAX_HEADER + " characters");
    }
    String signature = jwt.substring(second + 1);
    decode(signature);
    return new StrictJws(
        object(decode(jwt.substring(0, first)), "header"),
        jwt.substring(0, second).getBytes(StandardCharsets.US_ASCII),
        decode(jwt.substring(first + 1, second)),
        signature);
  }

  /** Returns the payload as claims. */
  Map<String, Object> claims() throws InvalidTokenException {
    return object(payload, "payload");
  }

  /** Returns a string parameter of the header. Rejects another type. */
  Optional<String> parameter(String name) throws InvalidTokenException {
    Object value = header.get(name);
    if (value != null && !(value instanceof String)) {
      throw invalid("the header parameter " + name + " must be a string");
    }
    return Optional.ofNullable((String) value);
  }

  /** Rejects padding, line breaks and non-zero trailing bits (RFC 7515 section 2). */
  private static byte[] decode(String part) throws InvalidTokenException {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(part);
      if (Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(part)) {
        return bytes;
      }
    } catch (IllegalArgumentException e) {
      throw invalid("a part is not base64url");
    }
    throw invalid("a part is not canonical base64url");
  }

  private static Map<String, Object> object(byte[] json, String what) throws InvalidTokenException {
    if (!ExternalJsonReader.isObject(json)) {
      throw invalid("the " + what + " is not a JSON object");
    }
    try {
      Map<String, Object> object = JSONObjectUtils.parse(new String(json, StandardCharsets.UTF_8));
      if (object == null) {
        throw invalid("the " + what + " is not a JSON object");
      }
      return object;
    } catch (ParseException e) {
      throw invalid("the " + what + " is not a JSON object");
    }
  }

  private static InvalidTokenException invalid(String message) {
    return new InvalidTokenException(message, false);
  }
}
