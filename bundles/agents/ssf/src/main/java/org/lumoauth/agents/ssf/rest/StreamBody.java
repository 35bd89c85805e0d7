package org.lumoauth.agents.ssf.rest;

import java.util.Map;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.web.Exchange;

/** What every body about a stream has. */
final class StreamBody {

  private StreamBody() {}

  /**
   * Which stream is meant.
   *
   * @throws Problem 400 {@code invalid_request}
   */
  static String streamId(Map<String, Object> body) {
    if (body == null || !(body.get("stream_id") instanceof String id) || id.isBlank()) {
      throw Problem.invalidRequest("stream_id is needed.");
    }
    return id;
  }

  static Initiator by(Exchange exchange) {
    return Initiator.of(exchange.caller(), exchange.requestInfo());
  }
}
