package org.lumoauth.agents.ssf.outbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.lumoauth.agents.ssf.SsfUnit;
import org.lumoauth.agents.ssf.event.Signal;
import org.lumoauth.agents.ssf.event.SignalRules;
import org.lumoauth.agents.ssf.stream.EventStream;
import org.lumoauth.agents.ssf.stream.Status;
import org.lumoauth.agents.ssf.stream.StreamStore;
import org.lumoauth.agents.ssf.subject.KnownAs;
import org.lumoauth.agents.ssf.subject.StreamSubjects;
import org.lumoauth.agents.ssf.subject.SubjectNames;
import org.lumoauth.api.audit.AuditRecord;
import org.lumoauth.api.audit.AuditTrail;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.Statements;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Reads a tenant's chain from its place on and lays what receivers must hear of into the outbox.
 * Place and outbox move in one transaction: whoever is killed in between has done nothing, and of
 * two servers one does it.
 */
@Component(service = FanOut.class)
public final class FanOut {

  /** How many events wait for a stream at most. */
  static final int MOST_WAITING = 10_000;

  private static final int BATCH = 200;
  private static final String TOO_MANY = "Too many events waited.";

  private final SsfUnit unit;
  private final StreamStore streams;
  private final StreamSubjects subjects;
  private final SubjectNames names;
  private final Outbox outbox;
  private final Claims claims;
  private final StreamStops stops;
  private final AuditTrail trail;
  private final Counters counters;

  @Activate
  public FanOut(
      @Reference SsfUnit unit,
      @Reference StreamStore streams,
      @Reference StreamSubjects subjects,
      @Reference SubjectNames names,
      @Reference Outbox outbox,
      @Reference Claims claims,
      @Reference StreamStops stops,
      @Reference AuditTrail trail,
      @Reference Counters counters) {
    this.unit = unit;
    this.streams = streams;
    this.subjects = subjects;
    this.names = names;
    this.outbox = outbox;
    this.claims = claims;
    this.stops = stops;
    this.trail = trail;
    this.counters = counters;
  }

  /** Somebody else changed the streams or went on from the place: to be begun again. */
  private static final class Overtaken extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /**
   * Reads on to the end of the chain.
   *
   * @return whether anything waits now that did not before
   * @throws org.lumoauth.api.web.Problem 503 {@code module_unavailable} if a module that has to
   *     name subjects is away: the place stays where it is
   */
  public boolean run(TenantContext tenant) {
    boolean any = false;
    OptionalLong place = unit.place(tenant.id());
    while (place.isPresent()) {
      long head = trail.head(tenant.id());
      if (head <= place.getAsLong()) {
        return any;
      }
      try {
        any |= step(tenant, place.getAsLong(), head);
      } catch (Overtaken e) {
        // What was read is read again below, with the streams as they are now.
      }
      place = unit.place(tenant.id());
    }
    return any;
  }

  private boolean step(TenantContext tenant, long place, long head) {
    List<AuditRecord> records = trail.read(tenant.id(), place, head, SignalRules.actions(), BATCH);
    long next = records.size() < BATCH ? head : records.get(BATCH - 1).sequence();
    List<EventStream> known = streams.ofTenant(tenant.id());
    Instant now = Instant.now();
    Map<EventStream, List<Outbox.Entry>> entries = new HashMap<>();
    for (EventStream stream : known) {
      if (stream.status() != Status.DISABLED) {
        entries.put(stream, entries(tenant, stream, records, now));
      }
    }
    Map<String, Long> versions = versions(known);
    List<EventStream> stopped = new ArrayList<>();
    boolean any =
        unit.locked(
            tenant.id(),
            (connection, current) -> {
              if (current != place || !versions.equals(versions(connection, tenant.id()))) {
                throw new Overtaken();
              }
              Statements.update(
                  connection,
                  "update ssf_place set seq = ? where tenant_id = ?",
                  next,
                  tenant.id());
              boolean added = false;
              for (var each : entries.entrySet()) {
                if (tooMany(connection, each.getKey(), each.getValue())) {
                  stops
                      .stop(connection, next, tenant, each.getKey(), Status.DISABLED, TOO_MANY)
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

  private boolean tooMany(Connection connection, EventStream stream, List<Outbox.Entry> entries)
      throws SQLException {
    return !entries.isEmpty() && outbox.count(connection, stream) + entries.size() > MOST_WAITING;
  }

  private boolean add(Connection connection, List<Outbox.Entry> entries) throws SQLException {
    for (Outbox.Entry entry : entries) {
      outbox.add(connection, entry);
    }
    counters.queued(entries.size());
    return !entries.isEmpty();
  }

  private List<Outbox.Entry> entries(
      TenantContext tenant, EventStream stream, List<AuditRecord> records, Instant now) {
    List<Outbox.Entry> entries = new ArrayList<>();
    for (AuditRecord from : records) {
      if (from.sequence() <= stream.from()) {
        continue;
      }
      long order = Outbox.of(from.sequence());
      for (Signal signal : SignalRules.of(from)) {
        Optional<WaitingEvent> event = event(tenant, stream, signal, now);
        if (event.isPresent()) {
          entries.add(new Outbox.Entry(stream, event.get(), order++, false, now));
        }
      }
    }
    return entries;
  }

  private Optional<WaitingEvent> event(
      TenantContext tenant, EventStream stream, Signal signal, Instant now) {
    boolean theirs = signal.onlyFor().map(stream.audience()::equals).orElse(true);
    if (!theirs || !stream.requested().contains(signal.type())) {
      return Optional.empty();
    }
    KnownAs subject = names.known(tenant, stream.audience(), signal.subject(), signal.address());
    boolean wanted =
        subjects.wanted(tenant.id(), stream.id(), subject.hashes()).orElse(stream.everybody());
    if (!wanted) {
      return Optional.empty();
    }
    Optional<KnownAs> application =
        signal
            .application()
            .map(who -> names.known(tenant, stream.audience(), who, Optional.empty()));
    return Optional.of(claims.of(tenant, stream, signal, subject.claim(signal, application), now));
  }

  private static Map<String, Long> versions(List<EventStream> streams) {
    Map<String, Long> versions = new HashMap<>();
    streams.forEach(each -> versions.put(each.id(), each.version()));
    return versions;
  }

  private static Map<String, Long> versions(Connection connection, String tenantId)
      throws SQLException {
    return Statements.list(
            connection,
            row -> Map.entry(row.getString(1), row.getLong(2)),
            "select stream_id, version_no from ssf_stream where tenant_id = ?",
            tenantId)
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
