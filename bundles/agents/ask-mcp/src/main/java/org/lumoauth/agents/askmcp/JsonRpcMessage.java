/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.askmcp;

import java.util.Map;
import java.util.Optional;

/**
 * A message of JSON-RPC 2.0.
 *
 * @param id a string or an integer; empty for a notification
 * @param params the parameters, possibly empty
 */
record JsonRpcMessage(Optional<Object> id, String method, Map<String, Object> params) {

  private static final int MAX_ID = 256;
  private static final int MAX_METHOD = 128;

  /**
   * Parses a message.
   *
   * @throws JsonRpcException if it is neither a request nor a notification
   */
  static JsonRpcMessage read(Object body) throws JsonRpcException {
    if (!(body instanceof Map<?, ?> members) || !"2.0".equals(members.get("jsonrpc"))) {
      throw invalid("A message must be a JSON object with \"jsonrpc\": \"2.0\".");
    }
    if (!(members.get("method") instanceof String method) || method.length() > MAX_METHOD) {
      throw invalid("A message must have a `method`; responses are not accepted.");
    }
    Object params = members.get("params");
    if (params != null && !(params instanceof Map)) {
      throw new JsonRpcException(
          400, JsonRpcException.INVALID_PARAMS, "`params` must be an object.");
    }
    return new JsonRpcMessage(id(body), method, JsonRpcMemberReader.of(params));
  }

  /**
   * Returns the id of a message. The error response to an invalid message carries it, too (JSON-RPC
   * 2.0 section 5).
   *
   * @throws JsonRpcException if the id is invalid
   */
  static Optional<Object> id(Object body) throws JsonRpcException {
    if (!(body instanceof Map<?, ?> members) || !members.containsKey("id")) {
      return Optional.empty();
    }
    Object id = members.get("id");
    boolean known =
        id instanceof String text && text.length() <= MAX_ID
            || id instanceof Integer
            || id instanceof Long;
    if (!known) {
      throw invalid("`id` must be a string or an integer.");
    }
    return Optional.of(id);
  }

  /** Returns the metadata that a client sends with each message, possibly empty. */
  Map<String, Object> meta() {
    return JsonRpcMemberReader.of(params.get("_meta"));
  }

  private static JsonRpcException invalid(String message) {
    return new JsonRpcException(400, JsonRpcException.INVALID_REQUEST, message);
  }
}
