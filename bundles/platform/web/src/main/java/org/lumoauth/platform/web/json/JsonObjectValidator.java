/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.lumoauth.support.encoding.JsonEncodingValidator;

/**
 * Checks that a text is one object, with the limits and strictness of request bodies. It builds no
 * result.
 */
public final class JsonObjectValidator {

  private static final LimitedJsonParserFactory LIMITS = new LimitedJsonParserFactory();

  private JsonObjectValidator() {}

  /**
   * Returns whether a text is one object that every parser reads the same way (RFC 8259 section 4):
   * UTF-8 without a byte order mark or lone surrogates, no duplicate names in any object, no
   * trailing content, and within the limits of {@link JsonCodec}.
   */
  public static boolean isObject(byte[] json) {
    JsonEncodingValidator.JsonTextFault fault = JsonEncodingValidator.check(json);
    if (fault != JsonEncodingValidator.JsonTextFault.NONE
        && fault != JsonEncodingValidator.JsonTextFault.NUL) {
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
