/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ssf.rest;

import java.io.IOException;
import java.util.Map;
import org.lumoauth.agents.ssf.SsfValidationErrorTranslator;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.HttpExchange;

/** Reads the common parts of request bodies about streams. */
final class StreamRequestBodyReader {

  private StreamRequestBodyReader() {}

  /**
   * Parses the body here and not with JAX-RS, which returns 422 for a body that is not an object.
   *
   * @throws ApiException 400 {@code invalid_request} if it is not a JSON object
   */
  @SuppressWarnings("unchecked") // member names of JSON objects are text
  static Map<String, Object> read(HttpExchange exchange) throws IOException {
    Map<String, Object> body =
        SsfValidationErrorTranslator.read(() -> exchange.readJson(Map.class));
    if (body == null) {
      throw ApiException.invalidRequest("The request body must be a JSON object.");
    }
    return body;
  }

  /**
   * Returns the id of the stream.
   *
   * @throws ApiException 400 {@code invalid_request}
   */
  static String streamId(Map<String, Object> body) {
    if (!(body.get("stream_id") instanceof String id) || id.isBlank()) {
      throw ApiException.invalidRequest("`stream_id` is required.");
    }
    return id;
  }

  static AuditInitiator by(HttpExchange exchange) {
    return AuditInitiator.of(exchange.caller(), exchange.requestInfo());
  }
}
