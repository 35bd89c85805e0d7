/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ssf.delivery;

import java.util.List;
import org.lumoauth.agents.ssf.outbox.QueuedSecurityEvent;
import org.lumoauth.agents.ssf.outbox.SecurityEventOutbox;
import org.lumoauth.agents.ssf.outbox.SsfMetrics;
import org.lumoauth.agents.ssf.outbox.StreamSuspensionService;
import org.lumoauth.agents.ssf.stream.EventStream;
import org.lumoauth.agents.ssf.stream.StreamStatus;
import org.lumoauth.api.outbound.OutboundHttpClient;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pushes one queued event and applies the receiver's response: an event that was accepted or can
 * never be accepted is removed, and a stream with a forbidden endpoint is paused.
 */
@Component(service = QueuedEventSender.class)
public final class QueuedEventSender {

  private static final Logger LOG = LoggerFactory.getLogger(QueuedEventSender.class);

  private final PushDeliveryClient client;
  private final SecurityEventOutbox outbox;
  private final StreamSuspensionService stops;
  private final SsfMetrics counters;

  @Activate
  public QueuedEventSender(
      @Reference OutboundHttpClient http,
      @Reference SecurityEventTokenSigner tokens,
      @Reference SecurityEventOutbox outbox,
      @Reference StreamSuspensionService stops,
      @Reference SsfMetrics counters) {
    this.client = new PushDeliveryClient(http, tokens);
    this.outbox = outbox;
    this.stops = stops;
    this.counters = counters;
  }

  /** Pushes an event and returns whether the next event may follow. */
  boolean send(TenantContext tenant, EventStream stream, QueuedSecurityEvent event) {
    PushDeliveryResult answer = client.send(tenant, stream, event);
    switch (answer.outcome()) {
      case TAKEN -> {
        counters.taken(outbox.remove(stream, List.of(event.jti())));
        return true;
      }
      case REFUSED -> {
        outbox.remove(stream, List.of(event.jti()));
        counters.refused();
        log("ssf.refused", stream, event, answer);
        return true;
      }
      case FORBIDDEN -> {
        counters.failed();
        log("ssf.forbidden", stream, event, answer);
        if (stream.status() == StreamStatus.ENABLED) {
          stops.stop(tenant, stream, StreamStatus.PAUSED, "The endpoint address is not allowed.");
        }
        return false;
      }
      default -> {
        counters.failed();
        log("ssf.not-pushed", stream, event, answer);
        return false;
      }
    }
  }

  private static void log(
      String what, EventStream stream, QueuedSecurityEvent event, PushDeliveryResult answer) {
    LOG.warn(
        "{}: tenant={} stream={} jti={} reason={}",
        what,
        stream.tenantId(),
        stream.id(),
        event.jti(),
        answer.reason());
  }
}
