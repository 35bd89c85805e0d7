/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ssf.outbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.ssf.AuditChainPositionStore;
import org.lumoauth.agents.ssf.stream.EventStream;
import org.lumoauth.agents.ssf.stream.EventStreamStore;
import org.lumoauth.agents.ssf.stream.StreamStatus;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pauses and disables streams on the initiative of the transmitter and sends the change to the
 * receiver (SSF section 8.1.5). The queued events of a disabled stream are discarded; its status
 * makes that visible to the receiver.
 */
@Component(service = StreamSuspensionService.class)
public final class StreamSuspensionService {

  private static final Logger LOG = LoggerFactory.getLogger(StreamSuspensionService.class);

  private final AuditChainPositionStore positions;
  private final EventStreamStore streams;
  private final SecurityEventOutbox outbox;
  private final QueuedSecurityEventFactory claims;
  private final SsfMetrics counters;
  private final AuditLog log;

  @Activate
  public StreamSuspensionService(
      @Reference AuditChainPositionStore positions,
      @Reference EventStreamStore streams,
      @Reference SecurityEventOutbox outbox,
      @Reference QueuedSecurityEventFactory claims,
      @Reference SsfMetrics counters,
      @Reference AuditLog log) {
    this.positions = positions;
    this.streams = streams;
    this.outbox = outbox;
    this.claims = claims;
    this.counters = counters;
    this.log = log;
  }

  /** Stops a stream; has no effect if it was changed since it was read. */
  public void stop(TenantContext tenant, EventStream stream, StreamStatus status, String reason) {
    positions
        .runLocked(
            tenant.id(),
            (connection, place) -> stop(connection, place, tenant, stream, status, reason))
        .ifPresent(stopped -> record(tenant, stopped));
  }

  /** Records a committed stop. */
  void record(TenantContext tenant, EventStream stopped) {
    var by = AuditInitiator.server("ssf");
    log.record(
        tenant.id(),
        by.auditEvent(
            "ssf_stream.stopped",
            new AuditEvent.AuditTarget("ssf_stream", stopped.id(), Optional.of(stopped.audience())),
            "The server paused or disabled an event stream.",
            Map.of("status", stopped.status().wire(), "reason", stopped.reason())));
  }

  /** Stops a stream within a transaction; the caller records it after the commit. */
  Optional<EventStream> stop(
      Connection connection,
      long place,
      TenantContext tenant,
      EventStream stream,
      StreamStatus status,
      String reason)
      throws SQLException {
    EventStream stopped = stream.withStatus(status, reason, stream.from());
    if (!streams.replace(connection, stopped)) {
      return Optional.empty();
    }
    Instant now = Instant.now();
    var told = claims.updated(tenant, stopped, now);
    outbox.add(
        connection,
        new SecurityEventOutbox.Entry(
            stopped, told, SecurityEventOutbox.isBehind(place), true, now));
    counters.stopped();
    LOG.warn(
        "ssf.stream-stopped: tenant={} stream={} status={} reason={}",
        tenant.id(),
        stream.id(),
        status.wire(),
        reason);
    return Optional.of(stopped);
  }
}
