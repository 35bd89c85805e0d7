package org.lumoauth.platform.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.json.JsonCodec;
import org.lumoauth.platform.web.json.JsonObjectValidator;

/**
 * Reads JSON that is no body of a request, as an answer of another server or the header of a JWT,
 * as strictly as a body. Members that are not known are passed over.
 */
public final class StrictJsonReader {

  /** Of its own: trees keep no classes of modules, so nothing has to be released. */
  private static final JsonCodec JSON = new JsonCodec();

  private StrictJsonReader() {}

  /**
   * Whether a text is one object that every parser reads alike (RFC 8259 section 4): UTF-8 without
   * a byte order mark and lone surrogates, no name twice in any object, nothing after it, and
   * within the limits of request bodies.
   */
  public static boolean isObject(byte[] json) {
    return JsonObjectValidator.isObject(json);
  }

  /** The object; empty if the text is none, or {@link #isObject} is false of it. */
  public static Optional<JsonNode> readObject(byte[] json) {
    try {
      return Optional.of(JSON.<JsonNode>read(json, JsonNode.class)).filter(JsonNode::isObject);
    } catch (ApiException malformed) {
      return Optional.empty();
    }
  }
}
