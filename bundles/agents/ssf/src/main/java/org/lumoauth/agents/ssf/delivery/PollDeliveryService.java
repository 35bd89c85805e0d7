/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ssf.delivery;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.ssf.outbox.QueuedSecurityEvent;
import org.lumoauth.agents.ssf.outbox.SecurityEventOutbox;
import org.lumoauth.agents.ssf.outbox.SsfMetrics;
import org.lumoauth.agents.ssf.stream.EventStream;
import org.lumoauth.agents.ssf.stream.EventStreamStore;
import org.lumoauth.agents.ssf.stream.StreamOwnerEligibilityCheck;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Returns queued events to receivers until they acknowledge them.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8936">RFC 8936</a>
 */
@Component(service = PollDeliveryService.class)
public final class PollDeliveryService {

  private static final Logger LOG = LoggerFactory.getLogger(PollDeliveryService.class);

  private final EventStreamStore streams;
  private final SecurityEventOutbox outbox;
  private final StreamOwnerEligibilityCheck owners;
  private final SecurityEventTokenSigner tokens;
  private final SsfMetrics counters;

  @Activate
  public PollDeliveryService(
      @Reference EventStreamStore streams,
      @Reference SecurityEventOutbox outbox,
      @Reference StreamOwnerEligibilityCheck owners,
      @Reference SecurityEventTokenSigner tokens,
      @Reference SsfMetrics counters) {
    this.streams = streams;
    this.outbox = outbox;
    this.owners = owners;
    this.tokens = tokens;
    this.counters = counters;
  }

  /** Removes the events that the receiver acknowledged or refused, of this stream only. */
  void acknowledge(EventStream stream, EventPollRequest request) {
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
   * Returns the response with the queued events; empty if there are none. A request for zero events
   * returns only whether more are available (RFC 8936 section 2.3, {@code moreAvailable}).
   *
   * @throws ApiException 404 if the stream was deleted
   */
  Optional<Map<String, Object>> answer(TenantContext tenant, String streamId, int most) {
    EventStream stream =
        streams
            .find(tenant.id(), streamId)
            .orElseThrow(() -> ApiException.notFound("The poll stream was not found."));
    if (stream.delivery().pushed() || !owners.mayReceive(tenant, stream)) {
      return Optional.empty();
    }
    List<QueuedSecurityEvent> waiting = outbox.findQueued(stream, most + 1);
    if (waiting.isEmpty()) {
      return Optional.empty();
    }
    Map<String, String> sets = new LinkedHashMap<>();
    waiting.stream()
        .limit(most)
        .forEach(event -> sets.put(event.jti(), tokens.sign(tenant, event)));
    return Optional.of(Map.of("sets", sets, "moreAvailable", waiting.size() > most));
  }

  /** Returns the response without events. */
  static Map<String, Object> emptyResponse() {
    return Map.of("sets", Map.of(), "moreAvailable", false);
  }
}
