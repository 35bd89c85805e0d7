/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.accessrequests;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.lumoauth.platform.web.HttpExchange;

/**
 * The errors of the profile, as {@code application/problem+json} (RFC 9457) with the members of the
 * common error format in addition.
 */
enum AccessRequestError {
  NOT_REQUESTABLE(400, "Access cannot be requested for this denial."),
  INVALID_DENIAL_BINDING(
      400, "`subject`, `resource` and `action` must equal those of the denied " + "evaluation."),
  EXPIRED_DENIAL(410, "The denial has expired. Evaluate the access again."),
  DUPLICATE_REQUEST(409, "The Idempotency-Key was already used for a different request."),
  UNKNOWN_TASK(404, "The task does not exist."),
  INVALID_TASK_STATE(409, "The task is already completed.");

  private static final ObjectMapper JSON = new ObjectMapper();

  private final int status;
  private final String text;

  AccessRequestError(int status, String text) {
    this.status = status;
    this.text = text;
  }

  void answer(HttpExchange exchange) throws IOException {
    String code = name().toLowerCase(Locale.ROOT);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("type", "urn:openid:authzen:access-request:error:" + code);
    body.put("title", text);
    body.put("status", status);
    body.put("detail", text);
    body.put("error", code);
    body.put("error_description", text);
    body.put("message", text);
    body.put("code", code);
    var response = exchange.response();
    response.setStatus(status);
    response.setContentType("application/problem+json");
    response.setHeader("Cache-Control", "no-store");
    response.getOutputStream().write(JSON.writeValueAsBytes(body));
  }
}
