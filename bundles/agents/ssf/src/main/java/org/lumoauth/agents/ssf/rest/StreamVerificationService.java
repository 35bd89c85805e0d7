/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ssf.rest;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.ssf.AuditChainPositionStore;
import org.lumoauth.agents.ssf.SsfSettings;
import org.lumoauth.agents.ssf.outbox.EventDeliveryNotifier;
import org.lumoauth.agents.ssf.outbox.QueuedSecurityEventFactory;
import org.lumoauth.agents.ssf.outbox.SecurityEventOutbox;
import org.lumoauth.agents.ssf.stream.EventStream;
import org.lumoauth.agents.ssf.stream.EventStreamStore;
import org.lumoauth.agents.ssf.stream.StreamStatus;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Queues verification events after the events that are already queued. */
@Component(service = StreamVerificationService.class)
public final class StreamVerificationService {

  private final AuditChainPositionStore positions;
  private final EventStreamStore streams;
  private final SecurityEventOutbox outbox;
  private final QueuedSecurityEventFactory claims;
  private final EventDeliveryNotifier arrivals;
  private final SettingsStore settings;

  @Activate
  public StreamVerificationService(
      @Reference AuditChainPositionStore positions,
      @Reference EventStreamStore streams,
      @Reference SecurityEventOutbox outbox,
      @Reference QueuedSecurityEventFactory claims,
      @Reference EventDeliveryNotifier arrivals,
      @Reference SettingsStore settings) {
    this.positions = positions;
    this.streams = streams;
    this.outbox = outbox;
    this.claims = claims;
    this.arrivals = arrivals;
    this.settings = settings;
  }

  /**
   * Queues a verification event.
   *
   * @throws ApiException 409 {@code stream_not_enabled}, 429 {@code rate_limited}
   */
  void ask(TenantContext tenant, EventStream stream, Optional<String> state) {
    if (stream.status() != StreamStatus.ENABLED) {
      throw new ApiException(
          409, "stream_not_enabled", "The stream is not enabled. Enable it before a verification.");
    }
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    Duration pause = SsfSettings.VERIFICATION_INTERVAL.read(settings, tenant);
    Duration since = Duration.between(stream.verifiedAt(), now);
    if (since.compareTo(pause) < 0 || !streams.markVerified(stream, now)) {
      long seconds = Math.max(1, pause.minus(since).toSeconds() + 1);
      throw new ApiException(
          429,
          "rate_limited",
          "A stream can be verified at most every " + pause.toSeconds() + " seconds.",
          Map.of("retry_after", seconds),
          Map.of("Retry-After", Long.toString(seconds)));
    }
    var event = claims.verification(tenant, stream, state, now);
    positions.runLocked(
        tenant.id(),
        (connection, place) -> {
          outbox.add(
              connection,
              new SecurityEventOutbox.Entry(
                  stream, event, SecurityEventOutbox.isBehind(place), true, now));
          return null;
        });
    arrivals.signal();
  }
}
