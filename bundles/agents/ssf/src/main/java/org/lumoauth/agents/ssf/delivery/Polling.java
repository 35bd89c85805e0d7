package org.lumoauth.agents.ssf.delivery;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.ssf.outbox.Counters;
import org.lumoauth.agents.ssf.outbox.Outbox;
import org.lumoauth.agents.ssf.outbox.WaitingEvent;
import org.lumoauth.agents.ssf.stream.EventStream;
import org.lumoauth.agents.ssf.stream.Owners;
import org.lumoauth.agents.ssf.stream.StreamStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives receivers what waits for them, again and again until they acknowledge it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8936">RFC 8936</a>
 */
@Component(service = Polling.class)
public final class Polling {

  private static final Logger LOG = LoggerFactory.getLogger(Polling.class);

  private final StreamStore streams;
  private final Outbox outbox;
  private final Owners owners;
  private final SecurityEventTokens tokens;
  private final Counters counters;

  @Activate
  public Polling(
      @Reference StreamStore streams,
      @Reference Outbox outbox,
      @Reference Owners owners,
      @Reference SecurityEventTokens tokens,
      @Reference Counters counters) {
    this.streams = streams;
    this.outbox = outbox;
    this.owners = owners;
    this.tokens = tokens;
    this.counters = counters;
  }

  /** Removes what the receiver has, or can't use: of this stream alone, whatever it names. */
  void acknowledge(EventStream stream, PollRequest request) {
    counters.taken(outbox.remove(stream, request.taken()));
    for (Map.Entry<String, String> each : request.refused().entrySet()) {
      if (outbox.remove(stream, List.of(each.getKey())) == 1) {
        counters.refused();
        LOG.warn(
            "ssf.refused: tenant={} stream={} jti={} reason={}",
            stream.tenantId(),
            stream.id(),
            each.getKey(),
            each.getValue());
      }
    }
  }

  /**
   * The answer with what waits now; empty if nothing does. Who takes none hears whether there is
   * something (RFC 8936 section 2.3, {@code moreAvailable}).
   *
   * @throws Problem 404 if the stream is not there any more
   */
  Optional<Map<String, Object>> answer(TenantContext tenant, String streamId, int most) {
    EventStream stream =
        streams
            .find(tenant.id(), streamId)
            .orElseThrow(() -> Problem.notFound("There is no such stream to be polled."));
    if (stream.delivery().pushed() || !owners.mayReceive(tenant, stream)) {
      return Optional.empty();
    }
    List<WaitingEvent> waiting = outbox.waiting(stream, most + 1);
    if (waiting.isEmpty()) {
      return Optional.empty();
    }
    Map<String, String> sets = new LinkedHashMap<>();
    waiting.stream()
        .limit(most)
        .forEach(event -> sets.put(event.jti(), tokens.sign(tenant, event)));
    return Optional.of(Map.of("sets", sets, "moreAvailable", waiting.size() > most));
  }

  /** The answer where nothing waits. */
  static Map<String, Object> nothing() {
    return Map.of("sets", Map.of(), "moreAvailable", false);
  }
}
