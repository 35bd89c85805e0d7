package org.lumoauth.agents.ssf.delivery;

import java.io.IOException;
import java.util.Map;
import org.lumoauth.agents.ssf.Readable;
import org.lumoauth.agents.ssf.stream.Delivery;
import org.lumoauth.agents.ssf.stream.EventStream;
import org.lumoauth.agents.ssf.stream.Receiver;
import org.lumoauth.agents.ssf.stream.Status;
import org.lumoauth.agents.ssf.stream.StreamStore;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.HotEndpoint;
import org.lumoauth.platform.web.description.AnswersWith;
import org.lumoauth.platform.web.description.Member;
import org.lumoauth.platform.web.description.Takes;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code POST ~/ssf/poll/{stream}}: a receiver takes what waits for it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8936#section-2">RFC 8936 section 2</a>
 */
@Takes(
    members = {
      @Member(value = "maxEvents", type = int.class),
      @Member(value = "returnImmediately", type = boolean.class),
      @Member(value = "ack", type = String[].class),
      @Member(value = "setErrs", type = Map.class)
    })
@AnswersWith(status = 200)
@Component(
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=agents-ssf-poll",
      "lumoauth.web.routes=POST ~/ssf/poll/{streamId}"
    })
public final class PollEndpoint implements HotEndpoint {

  private final StreamStore streams;
  private final Polling polling;
  private final WaitingPolls waiting;

  @Activate
  public PollEndpoint(
      @Reference StreamStore streams, @Reference Polling polling, @Reference WaitingPolls waiting) {
    this.streams = streams;
    this.polling = polling;
    this.waiting = waiting;
  }

  @Override
  @SuppressWarnings("unchecked") // names are texts in JSON
  public void handle(Exchange exchange) throws IOException {
    var receiver = Receiver.manages(exchange);
    String id = exchange.path().substring(exchange.path().lastIndexOf('/') + 1);
    EventStream stream =
        streams
            .find(exchange.tenant().id(), id)
            .filter(receiver::owns)
            .filter(found -> found.delivery().method().equals(Delivery.POLL))
            .orElseThrow(() -> Problem.notFound("There is no such stream to be polled."));
    PollRequest request = PollRequest.read(Readable.read(() -> exchange.readJson(Map.class)));
    polling.acknowledge(stream, request);
    var answer = polling.answer(exchange.tenant(), id, request.most());
    if (answer.isPresent()) {
      exchange.writeJson(200, answer.get());
      return;
    }
    boolean waits =
        !request.immediately() && request.most() > 0 && stream.status() == Status.ENABLED;
    if (!waits || !waiting.add(new WaitingPoll(exchange, id, request.most()))) {
      exchange.writeJson(200, Polling.nothing());
    }
  }
}
