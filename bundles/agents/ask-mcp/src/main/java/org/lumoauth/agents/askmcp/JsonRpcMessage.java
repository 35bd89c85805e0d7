package org.lumoauth.agents.askmcp;

import java.util.Map;
import java.util.Optional;

/**
 * A message of JSON-RPC 2.0.
 *
 * @param id a text or a whole number; empty for a notification
 * @param params its parameters, perhaps none
 */
record JsonRpcMessage(Optional<Object> id, String method, Map<String, Object> params) {

  private static final int MAX_ID = 256;
  private static final int MAX_METHOD = 128;

  /**
   * Reads a message.
   *
   * @throws JsonRpcException if it is no request and no notification
   */
  static JsonRpcMessage read(Object body) throws JsonRpcException {
    if (!(body instanceof Map<?, ?> members) || !"2.0".equals(members.get("jsonrpc"))) {
      throw invalid("A message is a JSON object with \"jsonrpc\": \"2.0\".");
    }
    if (!(members.get("method") instanceof String method) || method.length() > MAX_METHOD) {
      throw invalid("A message has a method; responses are not taken.");
    }
    Object params = members.get("params");
    if (params != null && !(params instanceof Map)) {
      throw new JsonRpcException(400, JsonRpcException.INVALID_PARAMS, "params is an object.");
    }
    return new JsonRpcMessage(id(body), method, JsonRpcMembers.of(params));
  }

  /**
   * The id of what may be a message, by which it is refused too if it is none (JSON-RPC 2.0 section
   * 5).
   *
   * @throws JsonRpcException if it has one that is none
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
      throw invalid("An id is a text or a whole number.");
    }
    return Optional.of(id);
  }

  /** What a client says of itself with each message, perhaps nothing. */
  Map<String, Object> meta() {
    return JsonRpcMembers.of(params.get("_meta"));
  }

  private static JsonRpcException invalid(String message) {
    return new JsonRpcException(400, JsonRpcException.INVALID_REQUEST, message);
  }
}
