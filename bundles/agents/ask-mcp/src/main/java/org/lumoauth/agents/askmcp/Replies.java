package org.lumoauth.agents.askmcp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.askmcp.tool.Call;
import org.lumoauth.api.authn.RequestView;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Answers what is sent: one message or, in the revision that had them, several at once (JSON-RPC
 * 2.0 section 6).
 */
@Component(service = Replies.class)
public final class Replies {

  /** How many messages there may be in one body. */
  static final int MAX = 20;

  /**
   * What is answered.
   *
   * @param status the HTTP status
   * @param body empty where there is nothing to say, as to notifications
   */
  record Reply(int status, Optional<Object> body) {

    static final Reply NOTHING = new Reply(202, Optional.empty());

    static Reply of(int status, Object body) {
      return new Reply(status, Optional.of(body));
    }
  }

  private final Dispatcher dispatcher;

  @Activate
  public Replies(@Reference Dispatcher dispatcher) {
    this.dispatcher = dispatcher;
  }

  /**
   * The reply.
   *
   * @param about who calls, and where
   */
  Reply to(Object sent, RequestView request, Call about) {
    return sent instanceof List<?> several
        ? toSeveral(several, request, about)
        : toOne(sent, request, about, true);
  }

  private Reply toSeveral(List<?> sent, RequestView request, Call about) {
    if (!Revision.hasBatches(request)) {
      return refused(
          "Send one JSON-RPC 2.0 message; several at once are of " + Revision.BATCHES + " alone.");
    }
    if (sent.isEmpty() || sent.size() > MAX) {
      return refused("Send 1 to " + MAX + " messages at once.");
    }
    List<Object> replies = new ArrayList<>();
    for (Object message : sent) {
      toOne(message, request, about, false).body().ifPresent(replies::add);
    }
    return replies.isEmpty() ? Reply.NOTHING : Reply.of(200, replies);
  }

  private Reply toOne(Object sent, RequestView request, Call about, boolean alone) {
    Optional<Object> id = Optional.empty();
    try {
      id = Message.id(sent);
      var message = Message.read(sent);
      var revision = Revision.of(message, request);
      if (!alone && message.method().equals("initialize")) {
        throw new RpcError(400, RpcError.INVALID_REQUEST, "initialize is sent alone.");
      }
      if (id.isEmpty()) {
        return Reply.NOTHING;
      }
      Map<String, Object> answer = new LinkedHashMap<>();
      answer.put("jsonrpc", "2.0");
      answer.put("id", id.get());
      answer.put("result", dispatcher.result(message, revision, about));
      return Reply.of(200, answer);
    } catch (RpcError e) {
      return Reply.of(e.status(), e.body(id.orElse(null)));
    }
  }

  private static Reply refused(String text) {
    var refusal = new RpcError(400, RpcError.INVALID_REQUEST, text);
    return Reply.of(refusal.status(), refusal.body(null));
  }
}
