/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.askmcp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.askmcp.tool.McpToolCall;
import org.lumoauth.api.authn.HttpRequestView;

/**
 * Handles a message or, in the protocol revision that supports batches, several messages (JSON-RPC
 * 2.0 section 6).
 */
final class JsonRpcHandler {

  /** Maximum number of messages in a batch. */
  static final int MAX = 20;

  /**
   * The reply to a message.
   *
   * @param status the HTTP status
   * @param body the response body; empty for notifications
   */
  record JsonRpcReply(int status, Optional<Object> body) {

    static final JsonRpcReply NOTHING = new JsonRpcReply(202, Optional.empty());

    static JsonRpcReply of(int status, Object body) {
      return new JsonRpcReply(status, Optional.of(body));
    }
  }

  private final McpRequestDispatcher dispatcher;

  JsonRpcHandler(McpRequestDispatcher dispatcher) {
    this.dispatcher = dispatcher;
  }

  /**
   * Returns the reply.
   *
   * @param about the caller and its request
   */
  JsonRpcReply handle(Object sent, HttpRequestView request, McpToolCall about) {
    return sent instanceof List<?> several
        ? toSeveral(several, request, about)
        : toOne(sent, request, about, true);
  }

  private JsonRpcReply toSeveral(List<?> sent, HttpRequestView request, McpToolCall about) {
    if (!McpProtocolRevision.hasBatches(request)) {
      return refused(
          "The body must be one JSON-RPC 2.0 message. Batches are supported only in "
              + "revision "
              + McpProtocolRevision.BATCHES
              + ".");
    }
    if (sent.isEmpty() || sent.size() > MAX) {
      return refused("A batch must have between 1 and " + MAX + " messages.");
    }
    List<Object> replies = new ArrayList<>();
    for (Object message : sent) {
      toOne(message, request, about, false).body().ifPresent(replies::add);
    }
    return replies.isEmpty() ? JsonRpcReply.NOTHING : JsonRpcReply.of(200, replies);
  }

  private JsonRpcReply toOne(
      Object sent, HttpRequestView request, McpToolCall about, boolean alone) {
    Optional<Object> id = Optional.empty();
    try {
      id = JsonRpcMessage.id(sent);
      var message = JsonRpcMessage.read(sent);
      var revision = McpProtocolRevision.of(message, request);
      if (!alone && message.method().equals("initialize")) {
        throw new JsonRpcException(
            400, JsonRpcException.INVALID_REQUEST, "`initialize` must not be part of a batch.");
      }
      if (id.isEmpty()) {
        return JsonRpcReply.NOTHING;
      }
      Map<String, Object> answer = new LinkedHashMap<>();
      answer.put("jsonrpc", "2.0");
      answer.put("id", id.get());
      answer.put("result", dispatcher.dispatch(message, revision, about));
      return JsonRpcReply.of(200, answer);
    } catch (JsonRpcException e) {
      return JsonRpcReply.of(e.status(), e.body(id.orElse(null)));
    }
  }

  private static JsonRpcReply refused(String text) {
    var refusal = new JsonRpcException(400, JsonRpcException.INVALID_REQUEST, text);
    return JsonRpcReply.of(refusal.status(), refusal.body(null));
  }
}
