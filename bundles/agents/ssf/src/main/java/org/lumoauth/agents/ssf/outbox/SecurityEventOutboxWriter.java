/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ssf.outbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.lumoauth.agents.ssf.AuditChainPositionStore;
import org.lumoauth.agents.ssf.event.AuditSecurityEventMapper;
import org.lumoauth.agents.ssf.stream.EventStream;
import org.lumoauth.agents.ssf.stream.EventStreamStore;
import org.lumoauth.agents.ssf.stream.StreamStatus;
import org.lumoauth.api.audit.AuditRecord;
import org.lumoauth.api.audit.AuditTrailReader;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.SqlStatementRunner;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Reads a tenant's chain from its position and adds the events for receivers to the outbox.
 * Position and outbox change in one transaction: after a crash neither has changed, and of several
 * servers one succeeds.
 */
@Component(service = SecurityEventOutboxWriter.class)
public final class SecurityEventOutboxWriter {

  /** Maximum number of queued events of a stream. */
  static final int MOST_WAITING = 10_000;

  private static final int BATCH = 200;
  private static final String TOO_MANY = "The maximum number of queued events was exceeded.";

  private final AuditChainPositionStore positions;
  private final EventStreamStore streams;
  private final StreamEventSelector selector;
  private final SecurityEventOutbox outbox;
  private final StreamSuspensionService stops;
  private final AuditTrailReader trail;
  private final SsfMetrics counters;

  @Activate
  public SecurityEventOutboxWriter(
      @Reference AuditChainPositionStore positions,
      @Reference EventStreamStore streams,
      @Reference StreamEventSelector selector,
      @Reference SecurityEventOutbox outbox,
      @Reference StreamSuspensionService stops,
      @Reference AuditTrailReader trail,
      @Reference SsfMetrics counters) {
    this.positions = positions;
    this.streams = streams;
    this.selector = selector;
    this.outbox = outbox;
    this.stops = stops;
    this.trail = trail;
    this.counters = counters;
  }

  /** A concurrent change of the streams or the position: the run must restart. */
  private static final class FanOutConflictException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /**
   * Reads up to the end of the chain.
   *
   * @return whether new events were queued
   * @throws org.lumoauth.api.web.ApiException 503 {@code module_unavailable} if a module that
   *     identifies subjects is unavailable; the position does not change
   */
  public boolean run(TenantContext tenant) {
    boolean any = false;
    OptionalLong place = positions.findChainPosition(tenant.id());
    while (place.isPresent()) {
      long head = trail.findHeadSequence(tenant.id());
      if (head <= place.getAsLong()) {
        return any;
      }
      try {
        any |= step(tenant, place.getAsLong(), head);
      } catch (FanOutConflictException e) {
        // The records are read again below, with the current streams.
      }
      place = positions.findChainPosition(tenant.id());
    }
    return any;
  }

  /** Returns the number of records of a tenant that were not read yet. */
  long countUnread(String tenantId) {
    return trail.findHeadSequence(tenantId) - positions.findChainPosition(tenantId).orElse(0);
  }

  private boolean step(TenantContext tenant, long place, long head) {
    List<AuditRecord> records =
        trail.read(tenant.id(), place, head, AuditSecurityEventMapper.actions(), BATCH);
    long next = records.size() < BATCH ? head : records.get(BATCH - 1).sequence();
    List<EventStream> known = streams.ofTenant(tenant.id());
    Instant now = Instant.now();
    Map<EventStream, List<SecurityEventOutbox.Entry>> entries = new HashMap<>();
    for (EventStream stream : known) {
      if (stream.status() != StreamStatus.DISABLED) {
        entries.put(stream, selector.select(tenant, stream, records, now));
      }
    }
    Map<String, Long> versions = versions(known);
    List<EventStream> stopped = new ArrayList<>();
    boolean any =
        positions.runLocked(
            tenant.id(),
            (connection, current) -> {
              if (current != place || !versions.equals(versions(connection, tenant.id()))) {
                throw new FanOutConflictException();
              }
              SqlStatementRunner.update(
                  connection,
                  "update ssf_place set seq = ? where tenant_id = ?",
                  next,
                  tenant.id());
              boolean added = false;
              for (var each : entries.entrySet()) {
                if (tooMany(connection, each.getKey(), each.getValue())) {
                  stops
                      .stop(
                          connection, next, tenant, each.getKey(), StreamStatus.DISABLED, TOO_MANY)
                      .ifPresent(stopped::add);
                  added = true;
                } else {
                  added |= add(connection, each.getValue());
                }
              }
              return added;
            });
    stopped.forEach(each -> stops.record(tenant, each));
    return any;
  }

  private boolean tooMany(
      Connection connection, EventStream stream, List<SecurityEventOutbox.Entry> entries)
      throws SQLException {
    return !entries.isEmpty() && outbox.count(connection, stream) + entries.size() > MOST_WAITING;
  }

  private boolean add(Connection connection, List<SecurityEventOutbox.Entry> entries)
      throws SQLException {
    for (SecurityEventOutbox.Entry entry : entries) {
      outbox.add(connection, entry);
    }
    counters.queued(entries.size());
    return !entries.isEmpty();
  }

  private static Map<String, Long> versions(List<EventStream> streams) {
    Map<String, Long> versions = new HashMap<>();
    streams.forEach(each -> versions.put(each.id(), each.version()));
    return versions;
  }

  private static Map<String, Long> versions(Connection connection, String tenantId)
      throws SQLException {
    return SqlStatementRunner.list(
            connection,
            row -> Map.entry(row.getString(1), row.getLong(2)),
            "select stream_id, version_no from ssf_stream where tenant_id = ?",
            tenantId)
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
