/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.approvals.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.erdtman.jcs.JsonCanonicalizer;
import org.lumoauth.api.web.ApiException;

/**
 * Serializes values to canonical JSON, the input of their hash.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8785">RFC 8785</a>
 */
public final class CanonicalJson {

  static final int MAX_CHARACTERS = 16_384;
  private static final int MAX_DEPTH = 16;
  private static final ObjectMapper JSON = new ObjectMapper();

  private CanonicalJson() {}

  /**
   * Returns the canonical text.
   *
   * @throws ApiException 422 {@code validation_error} if the values are too large or nested too
   *     deeply, or contain a number that JSON parsers may read differently
   */
  public static String write(Map<String, Object> values) {
    check(values, 1);
    try {
      String text = new JsonCanonicalizer(JSON.writeValueAsString(values)).getEncodedString();
      if (text.length() > MAX_CHARACTERS) {
        throw refused("The maximum size is " + MAX_CHARACTERS + " characters.");
      }
      return text;
    } catch (JsonProcessingException e) {
      throw refused("The value must be JSON.");
    } catch (IOException e) {
      throw refused("All text must be valid Unicode.");
    }
  }

  /** Returns the SHA-256 hash of a canonical text, base64url without padding. */
  public static String hash(String canonical) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java platform does not support SHA-256", e);
    }
  }

  /**
   * Checks numbers and text. RFC 8785 section 3.2.2.3 represents a number as an IEEE 754 double.
   * Larger integers are rejected, because two of them could share one hash; clients can send them
   * as text.
   */
  private static void check(Object value, int depth) {
    if (depth > MAX_DEPTH) {
      throw refused("The maximum nesting depth is " + MAX_DEPTH + ".");
    }
    if (value instanceof Map<?, ?> members) {
      members.forEach((name, member) -> check(member, depth + 1));
    } else if (value instanceof List<?> items) {
      items.forEach(item -> check(item, depth + 1));
    } else if (value instanceof Number number) {
      double approximate = number.doubleValue();
      if (!Double.isFinite(approximate)
          || new BigDecimal(number.toString()).compareTo(BigDecimal.valueOf(approximate)) != 0) {
        throw refused("A number cannot be represented exactly as a double. Send it as a string.");
      }
    } else if (value instanceof String text && !sound(text)) {
      throw refused("All text must be valid Unicode.");
    }
  }

  /**
   * Returns whether a text is valid Unicode. A lone surrogate has no UTF-8 form, so different texts
   * could share one hash.
   */
  private static boolean sound(String text) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }

  private static ApiException refused(String why) {
    return ApiException.invalid("parameters", "`parameters` cannot be approved. " + why);
  }
}
