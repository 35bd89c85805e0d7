package org.lumoauth.platform.web.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.lumoauth.api.web.JsonTextValidator;

/**
 * Checks that a text is one object, by the limits and the strictness that bodies of requests have.
 * It makes nothing of it.
 */
public final class JsonObjectValidator {

  private static final JsonParserLimits LIMITS = new JsonParserLimits();

  private JsonObjectValidator() {}

  /**
   * Whether a text is one object that every parser reads alike (RFC 8259 section 4): UTF-8 without
   * a byte order mark and lone surrogates, no name twice in any object, nothing after it, within
   * the limits of {@link JsonCodec}.
   */
  public static boolean isObject(byte[] json) {
    JsonTextValidator.JsonTextFault fault = JsonTextValidator.check(json);
    if (fault != JsonTextValidator.JsonTextFault.NONE
        && fault != JsonTextValidator.JsonTextFault.NUL) {
      return false;
    }
    try (JsonParser parser = LIMITS.standardFactory().createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      parser.skipChildren();
      return parser.currentToken() == JsonToken.END_OBJECT && parser.nextToken() == null;
    } catch (IOException e) {
      return false;
    }
  }
}
