/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ssf;

import static org.lumoauth.testkit.builder.TestBuilders.aClient;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;
import static org.lumoauth.testkit.builder.TestBuilders.aUser;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.lumoauth.agents.ssf.delivery.SecurityEventTokenSigner;
import org.lumoauth.agents.ssf.outbox.QueuedSecurityEventFactory;
import org.lumoauth.agents.ssf.outbox.SecurityEventOutbox;
import org.lumoauth.agents.ssf.outbox.SecurityEventOutboxWriter;
import org.lumoauth.agents.ssf.outbox.SsfMetrics;
import org.lumoauth.agents.ssf.outbox.StreamEventSelector;
import org.lumoauth.agents.ssf.outbox.StreamSuspensionService;
import org.lumoauth.agents.ssf.stream.CallingStreamReceiver;
import org.lumoauth.agents.ssf.stream.EventStream;
import org.lumoauth.agents.ssf.stream.EventStreamService;
import org.lumoauth.agents.ssf.stream.EventStreamStore;
import org.lumoauth.agents.ssf.stream.StreamConfigurationRequest;
import org.lumoauth.agents.ssf.stream.StreamDeliveryMethod;
import org.lumoauth.agents.ssf.stream.StreamOwnerEligibilityCheck;
import org.lumoauth.agents.ssf.subject.ReceiverSubjectIdentifierResolver;
import org.lumoauth.agents.ssf.subject.StreamSubjectStore;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.audit.AuditEvent.AuditOutcome;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.id.IdGenerator;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeSecretProtectionService;
import org.lumoauth.testkit.fake.FakeSettingsStore;
import org.lumoauth.testkit.fake.FakeTenantRegistry;
import org.lumoauth.testkit.fake.oauth.FakeClientDirectory;
import org.lumoauth.testkit.fake.user.FakeSubjectDirectory;
import org.lumoauth.testkit.fake.user.FakeUserDirectory;

/** The bundle on a database, with fakes for other modules. */
public final class SsfBundleFixture {

  public static final TenantContext ACME = aTenant().build();
  public static final TenantContext GLOBEX = aTenant("globex").build();
  public static final AuditInitiator ADMIN = AuditInitiator.server("test");
  public static final String CLIENT = "cli_receiver";
  public static final String ADA = "usr_ada";
  public static final String BOB = "usr_bob";

  public final FakeAuditLog log = new FakeAuditLog();
  public final FakeClientDirectory clients = new FakeClientDirectory();
  public final FakeSubjectDirectory known = new FakeSubjectDirectory();
  public final FakeUserDirectory users = new FakeUserDirectory();
  public final FakeSettingsStore settings = new FakeSettingsStore().with("ssf", new SsfSettings());
  public final FakeTenantRegistry tenants = new FakeTenantRegistry().with(ACME).with(GLOBEX);
  public final SsfMetrics counters = new SsfMetrics();
  public final PersistenceUnit unit;
  public final EventStreamStore store;
  public final StreamSubjectStore subjects;
  public final ReceiverSubjectIdentifierResolver names;
  public final SecurityEventOutbox outbox;
  public final QueuedSecurityEventFactory claims;
  public final StreamSuspensionService stops;
  public final SecurityEventOutboxWriter fanOut;
  public final StreamOwnerEligibilityCheck owners;
  public final EventStreamService streams;
  public final SecurityEventTokenSigner tokens;

  public SsfBundleFixture(TestDatabase database) {
    this(database.open(TestDatabase.tablesOf(AuditChainPositionStore.class)));
  }

  private SsfBundleFixture(PersistenceUnit unit) {
    this.unit = unit;
    var positions = new AuditChainPositionStore(unit);
    var numbers = new AtomicLong();
    IdGenerator identifiers = prefix -> prefix + "%026d".formatted(numbers.incrementAndGet());
    store = new EventStreamStore(unit, positions, new FakeSecretProtectionService());
    subjects = new StreamSubjectStore(unit, positions);
    names = new ReceiverSubjectIdentifierResolver(clients, users, settings);
    outbox = new SecurityEventOutbox(unit);
    claims = new QueuedSecurityEventFactory(identifiers);
    stops = new StreamSuspensionService(positions, store, outbox, claims, counters, log);
    fanOut =
        new SecurityEventOutboxWriter(
            positions,
            store,
            new StreamEventSelector(subjects, names, claims),
            outbox,
            stops,
            log,
            counters);
    owners = new StreamOwnerEligibilityCheck(known, clients);
    streams =
        new EventStreamService(store, log, log, settings, identifiers, new SsfPushHttpClient());
    tokens = new SecurityEventTokenSigner(new ReadableSigningKeyService(), settings);
    for (TenantContext tenant : List.of(ACME, GLOBEX)) {
      client(tenant, CLIENT, Map.of());
      users.with(tenant, aUser().withId(ADA).withEmail("ada@example.com").build());
      users.with(tenant, aUser().withId(BOB).withEmail("bob@example.com").build());
    }
  }

  /** Registers a client that may receive events. */
  public void client(TenantContext tenant, String id, Map<String, Object> metadata) {
    var client = aClient().withId(id).withScope(StreamOwnerEligibilityCheck.MANAGE);
    for (var member : metadata.entrySet()) {
      client = client.with(member.getKey(), member.getValue());
    }
    clients.with(tenant, client.build());
    known.with(tenant, new SubjectRef(SubjectRef.CLIENT, id));
  }

  /** A stream of {@link #CLIENT} that is polled. */
  public EventStream polled(TenantContext tenant) {
    return stream(tenant, CLIENT, StreamDeliveryMethod.POLLED);
  }

  /** A stream of {@link #CLIENT} that is pushed. */
  public EventStream pushed(TenantContext tenant) {
    return stream(
        tenant,
        CLIENT,
        new StreamDeliveryMethod(
            StreamDeliveryMethod.PUSH,
            Optional.of("https://receiver.example/events"),
            Optional.of("Key 1")));
  }

  public EventStream stream(TenantContext tenant, String client, StreamDeliveryMethod delivery) {
    return streams.create(
        tenant,
        new CallingStreamReceiver(new SubjectRef(SubjectRef.CLIENT, client), client),
        new StreamConfigurationRequest(Optional.of(delivery), Optional.empty(), Optional.empty()),
        ADMIN);
  }

  /** The stream as it is now. */
  public EventStream now(EventStream stream) {
    return store.find(stream.tenantId(), stream.id()).orElseThrow();
  }

  /** Records that a user's password was changed. */
  public void passwordChanged(TenantContext tenant, String user) {
    record(tenant, "user.password_changed", AuditOutcome.SUCCESS, "user", user, Map.of());
  }

  public void record(
      TenantContext tenant,
      String action,
      AuditOutcome outcome,
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
            Optional.of(new AuditEvent.AuditTarget(type, id, Optional.empty())),
            "It was done.",
            Optional.empty(),
            details));
  }

  /** The claims of what waits, in their order. */
  public List<String> waiting(EventStream stream) {
    return outbox.findQueued(now(stream), 1_000).stream().map(each -> each.claims()).toList();
  }
}
