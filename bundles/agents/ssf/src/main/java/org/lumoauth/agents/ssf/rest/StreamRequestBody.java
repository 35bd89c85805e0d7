package org.lumoauth.agents.ssf.rest;

import java.io.IOException;
import java.util.Map;
import org.lumoauth.agents.ssf.SsfBodyReader;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.HttpExchange;

/** What every body about a stream has. */
final class StreamRequestBody {

  private StreamRequestBody() {}

  /**
   * The body, read here and not by JAX-RS, which has 422 for what is no object.
   *
   * @throws ApiException 400 {@code invalid_request} if it is no JSON object
   */
  @SuppressWarnings("unchecked") // names are texts in JSON
  static Map<String, Object> read(HttpExchange exchange) throws IOException {
    Map<String, Object> body = SsfBodyReader.read(() -> exchange.readJson(Map.class));
    if (body == null) {
      throw ApiException.invalidRequest("A JSON object is needed as the body.");
    }
    return body;
  }

  /**
   * Which stream is meant.
   *
   * @throws ApiException 400 {@code invalid_request}
   */
  static String streamId(Map<String, Object> body) {
    if (!(body.get("stream_id") instanceof String id) || id.isBlank()) {
      throw ApiException.invalidRequest("stream_id is needed.");
    }
    return id;
  }

  static AuditInitiator by(HttpExchange exchange) {
    return AuditInitiator.of(exchange.caller(), exchange.requestInfo());
  }
}
