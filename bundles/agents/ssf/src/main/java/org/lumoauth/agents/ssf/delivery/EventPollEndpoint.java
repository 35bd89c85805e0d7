/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ssf.delivery;

import java.io.IOException;
import java.util.Map;
import org.lumoauth.agents.ssf.SsfValidationErrorTranslator;
import org.lumoauth.agents.ssf.outbox.EventDeliveryNotifier;
import org.lumoauth.agents.ssf.stream.CallingStreamReceiver;
import org.lumoauth.agents.ssf.stream.EventStream;
import org.lumoauth.agents.ssf.stream.EventStreamStore;
import org.lumoauth.agents.ssf.stream.StreamDeliveryMethod;
import org.lumoauth.agents.ssf.stream.StreamStatus;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.description.ApiResponse;
import org.lumoauth.platform.web.description.SchemaProperty;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code POST ~/ssf/poll/{stream}}: returns the queued events of a stream.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8936#section-2">RFC 8936 section 2</a>
 */
@ApiRequestParameters(
    members = {
      @SchemaProperty(value = "maxEvents", type = int.class),
      @SchemaProperty(value = "returnImmediately", type = boolean.class),
      @SchemaProperty(value = "ack", type = String[].class),
      @SchemaProperty(value = "setErrs", type = Map.class)
    })
@ApiResponse(status = 200)
@Component(
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=agents-ssf-poll",
      "lumoauth.web.routes=POST ~/ssf/poll/{streamId}",
      HttpHandler.SUMMARY + "=Poll and acknowledge the events of a stream (RFC 8936)"
    })
public final class EventPollEndpoint implements HttpHandler {

  private final EventStreamStore streams;
  private final PollDeliveryService polling;
  private final LongPollRegistry waiting;

  @Activate
  public EventPollEndpoint(
      @Reference EventStreamStore streams,
      @Reference PollDeliveryService polling,
      @Reference EventDeliveryNotifier arrivals) {
    this.streams = streams;
    this.polling = polling;
    this.waiting = new LongPollRegistry(polling, arrivals);
  }

  @Deactivate
  void close() {
    waiting.close();
  }

  @Override
  @SuppressWarnings("unchecked") // member names of JSON objects are text
  public void handle(HttpExchange exchange) throws IOException {
    var receiver = CallingStreamReceiver.requireManager(exchange);
    String id = exchange.path().substring(exchange.path().lastIndexOf('/') + 1);
    EventStream stream =
        streams
            .find(exchange.tenant().id(), id)
            .filter(receiver::owns)
            .filter(found -> found.delivery().method().equals(StreamDeliveryMethod.POLL))
            .orElseThrow(() -> ApiException.notFound("The poll stream was not found."));
    EventPollRequest request =
        EventPollRequest.read(
            SsfValidationErrorTranslator.read(() -> exchange.readJson(Map.class)));
    polling.acknowledge(stream, request);
    var answer = polling.answer(exchange.tenant(), id, request.most());
    if (answer.isPresent()) {
      exchange.writeJson(200, answer.get());
      return;
    }
    boolean waits =
        !request.immediately() && request.most() > 0 && stream.status() == StreamStatus.ENABLED;
    if (!waits || !waiting.add(new PendingLongPoll(exchange, id, request.most()))) {
      exchange.writeJson(200, PollDeliveryService.emptyResponse());
    }
  }
}
