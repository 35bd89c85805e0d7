/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.json.JsonCodec;
import org.lumoauth.platform.web.json.JsonObjectValidator;

/**
 * Reads JSON that is not a request body, such as another server's response or a JWT header, as
 * strictly as a request body. Unknown members are ignored.
 */
public final class ExternalJsonReader {

  /** A separate codec: tree nodes reference no module classes, so nothing has to be released. */
  private static final JsonCodec JSON = new JsonCodec();

  private ExternalJsonReader() {}

  /**
   * Returns whether a text is one object that every parser reads the same way (RFC 8259 section 4):
   * UTF-8 without a byte order mark or lone surrogates, no duplicate names in any object, no
   * trailing content, and within the limits of request bodies.
   */
  public static boolean isObject(byte[] json) {
    return JsonObjectValidator.isObject(json);
  }

  /** Parses the object; empty if {@link #isObject} returns false for the text. */
  public static Optional<JsonNode> readObject(byte[] json) {
    try {
      return Optional.of(JSON.<JsonNode>read(json, JsonNode.class)).filter(JsonNode::isObject);
    } catch (ApiException malformed) {
      return Optional.empty();
    }
  }
}
