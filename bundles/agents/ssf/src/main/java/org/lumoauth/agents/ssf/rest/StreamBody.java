package org.lumoauth.agents.ssf.rest;

import java.io.IOException;
import java.util.Map;
import org.lumoauth.agents.ssf.Readable;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.web.Exchange;

/** What every body about a stream has. */
final class StreamBody {

  private StreamBody() {}

  /**
   * The body, read here and not by JAX-RS, which has 422 for what is no object.
   *
   * @throws Problem 400 {@code invalid_request} if it is no JSON object
   */
  @SuppressWarnings("unchecked") // names are texts in JSON
  static Map<String, Object> read(Exchange exchange) throws IOException {
    Map<String, Object> body = Readable.read(() -> exchange.readJson(Map.class));
    if (body == null) {
      throw Problem.invalidRequest("A JSON object is needed as the body.");
    }
    return body;
  }

  /**
   * Which stream is meant.
   *
   * @throws Problem 400 {@code invalid_request}
   */
  static String streamId(Map<String, Object> body) {
    if (!(body.get("stream_id") instanceof String id) || id.isBlank()) {
      throw Problem.invalidRequest("stream_id is needed.");
    }
    return id;
  }

  static Initiator by(Exchange exchange) {
    return Initiator.of(exchange.caller(), exchange.requestInfo());
  }
}
