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
 * Values in their one written form, by which they are hashed.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8785">RFC 8785</a>
 */
public final class CanonicalJson {

  static final int MAX_CHARACTERS = 16_384;
  private static final int MAX_DEPTH = 16;
  private static final ObjectMapper JSON = new ObjectMapper();

  private CanonicalJson() {}

  /**
   * The canonical text.
   *
   * @throws ApiException 422 {@code validation_error} if they are too large or too deep, or have a
   *     number that two readers of JSON may read differently
   */
  public static String write(Map<String, Object> values) {
    check(values, 1);
    try {
      String text = new JsonCanonicalizer(JSON.writeValueAsString(values)).getEncodedString();
      if (text.length() > MAX_CHARACTERS) {
        throw refused("They have more than " + MAX_CHARACTERS + " characters.");
      }
      return text;
    } catch (JsonProcessingException e) {
      throw refused("They are not JSON.");
    } catch (IOException e) {
      throw refused("They have text that is not Unicode.");
    }
  }

  /** SHA-256 of a canonical text, base64url without padding. */
  public static String hash(String canonical) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /**
   * RFC 8785 section 3.2.2.3: a number is what an IEEE 754 double holds. Two whole numbers beyond
   * that would have one hash, so they are refused; they can be sent as text.
   */
  private static void check(Object value, int depth) {
    if (depth > MAX_DEPTH) {
      throw refused("They are more than " + MAX_DEPTH + " levels deep.");
    }
    if (value instanceof Map<?, ?> members) {
      members.forEach((name, member) -> check(member, depth + 1));
    } else if (value instanceof List<?> items) {
      items.forEach(item -> check(item, depth + 1));
    } else if (value instanceof Number number) {
      double approximate = number.doubleValue();
      if (!Double.isFinite(approximate)
          || new BigDecimal(number.toString()).compareTo(BigDecimal.valueOf(approximate)) != 0) {
        throw refused("They have a number that is not exact as a double; send it as text.");
      }
    } else if (value instanceof String text && !sound(text)) {
      throw refused("They have text that is not Unicode.");
    }
  }

  /** A lone surrogate has no UTF-8: two of them would have one hash. */
  private static boolean sound(String text) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }

  private static ApiException refused(String why) {
    return ApiException.invalid("parameters", "The parameters can't be approved. " + why);
  }
}
