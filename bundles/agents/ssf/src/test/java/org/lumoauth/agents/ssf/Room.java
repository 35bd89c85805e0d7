package org.lumoauth.agents.ssf;

import static org.lumoauth.testkit.builder.Builders.aClient;
import static org.lumoauth.testkit.builder.Builders.aTenant;
import static org.lumoauth.testkit.builder.Builders.aUser;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.lumoauth.agents.ssf.delivery.SecurityEventTokens;
import org.lumoauth.agents.ssf.outbox.Claims;
import org.lumoauth.agents.ssf.outbox.Counters;
import org.lumoauth.agents.ssf.outbox.FanOut;
import org.lumoauth.agents.ssf.outbox.Outbox;
import org.lumoauth.agents.ssf.outbox.StreamStops;
import org.lumoauth.agents.ssf.stream.Delivery;
import org.lumoauth.agents.ssf.stream.EventStream;
import org.lumoauth.agents.ssf.stream.Owners;
import org.lumoauth.agents.ssf.stream.Receiver;
import org.lumoauth.agents.ssf.stream.StreamForm;
import org.lumoauth.agents.ssf.stream.StreamStore;
import org.lumoauth.agents.ssf.stream.Streams;
import org.lumoauth.agents.ssf.subject.StreamSubjects;
import org.lumoauth.agents.ssf.subject.SubjectNames;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.audit.AuditEvent.Outcome;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.id.Identifiers;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeClients;
import org.lumoauth.testkit.fake.FakeSecretVault;
import org.lumoauth.testkit.fake.FakeSettingsStore;
import org.lumoauth.testkit.fake.FakeSubjects;
import org.lumoauth.testkit.fake.FakeTenantRegistry;
import org.lumoauth.testkit.fake.FakeUserDirectory;

/** The bundle on a database, between fakes. */
public final class Room {

  public static final TenantContext ACME = aTenant().build();
  public static final TenantContext GLOBEX = aTenant("globex").build();
  public static final Initiator ADMIN = Initiator.server("test");
  public static final String CLIENT = "cli_receiver";
  public static final String ADA = "usr_ada";
  public static final String BOB = "usr_bob";

  public final FakeAuditLog log = new FakeAuditLog();
  public final FakeClients clients = new FakeClients();
  public final FakeSubjects known = new FakeSubjects();
  public final FakeUserDirectory users = new FakeUserDirectory();
  public final FakeSettingsStore settings = new FakeSettingsStore().with("ssf", new SsfSettings());
  public final FakeTenantRegistry tenants = new FakeTenantRegistry().with(ACME).with(GLOBEX);
  public final Counters counters = new Counters();
  public final SsfUnit unit;
  public final StreamStore store;
  public final StreamSubjects subjects;
  public final SubjectNames names;
  public final Outbox outbox;
  public final Claims claims;
  public final StreamStops stops;
  public final FanOut fanOut;
  public final Owners owners;
  public final Streams streams;
  public final SecurityEventTokens tokens;

  public Room(TestDatabase database) {
    this(SsfUnit.on(database.open(SsfUnit.DEFINITION)));
  }

  private Room(SsfUnit unit) {
    this.unit = unit;
    var numbers = new AtomicLong();
    Identifiers identifiers = prefix -> prefix + "%026d".formatted(numbers.incrementAndGet());
    store = new StreamStore(unit, new FakeSecretVault());
    subjects = new StreamSubjects(unit);
    names = new SubjectNames(clients, users, settings);
    outbox = new Outbox(unit);
    claims = new Claims(identifiers);
    stops = new StreamStops(unit, store, outbox, claims, counters, log);
    fanOut = new FanOut(unit, store, subjects, names, outbox, claims, stops, log, counters);
    owners = new Owners(known, clients);
    streams = new Streams(store, log, log, settings, identifiers, new NoInside());
    tokens = new SecurityEventTokens(new PlainKeys(), settings);
    for (TenantContext tenant : List.of(ACME, GLOBEX)) {
      client(tenant, CLIENT, Map.of());
      users.with(tenant, aUser().withId(ADA).withEmail("ada@example.com").build());
      users.with(tenant, aUser().withId(BOB).withEmail("bob@example.com").build());
    }
  }

  /** Registers a client that may receive events. */
  public void client(TenantContext tenant, String id, Map<String, Object> metadata) {
    var client = aClient().withId(id).withScope(Owners.MANAGE);
    for (var member : metadata.entrySet()) {
      client = client.with(member.getKey(), member.getValue());
    }
    clients.with(tenant, client.build());
    known.with(tenant, new SubjectRef(SubjectRef.CLIENT, id));
  }

  /** A stream of {@link #CLIENT} that is polled. */
  public EventStream polled(TenantContext tenant) {
    return stream(tenant, CLIENT, Delivery.POLLED);
  }

  /** A stream of {@link #CLIENT} that is pushed. */
  public EventStream pushed(TenantContext tenant) {
    return stream(
        tenant,
        CLIENT,
        new Delivery(
            Delivery.PUSH, Optional.of("https://receiver.example/events"), Optional.of("Key 1")));
  }

  public EventStream stream(TenantContext tenant, String client, Delivery delivery) {
    return streams.create(
        tenant,
        new Receiver(new SubjectRef(SubjectRef.CLIENT, client), client),
        new StreamForm(Optional.of(delivery), Optional.empty(), Optional.empty()),
        ADMIN);
  }

  /** The stream as it is now. */
  public EventStream now(EventStream stream) {
    return store.find(stream.tenantId(), stream.id()).orElseThrow();
  }

  /** Records that a user's password was changed. */
  public void passwordChanged(TenantContext tenant, String user) {
    record(tenant, "user.password_changed", Outcome.SUCCESS, "user", user, Map.of());
  }

  public void record(
      TenantContext tenant,
      String action,
      Outcome outcome,
      String type,
      String id,
      Map<String, Object> details) {
    log.record(
        tenant.id(),
        new AuditEvent(
            action,
            outcome,
            new SubjectRef(SubjectRef.USER, "usr_admin"),
            List.of(),
            Optional.of(new AuditEvent.Target(type, id, Optional.empty())),
            "It was done.",
            Optional.empty(),
            details));
  }

  /** The claims of what waits, in their order. */
  public List<String> waiting(EventStream stream) {
    return outbox.waiting(now(stream), 1_000).stream().map(each -> each.claims()).toList();
  }
}
