/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.modules.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.api.event.MissedEventStore;
import org.lumoauth.platform.modules.sample.ModuleTestFramework;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceFactory;
import org.osgi.framework.ServiceRegistration;

class LocalDomainEventPublisherTest {
  private static final DomainEvent EVENT = new DomainEvent("subject.disabled", "ten_1", "agt_1");

  @TempDir Path folder;

  private ModuleTestFramework framework;
  private LocalDomainEventPublisher events;
  private final AtomicLong nanos = new AtomicLong();

  /** A component whose activation fails until its database is there. */
  private static final class Component implements ServiceFactory<DomainEventListener> {
    private final List<DomainEvent> told = new ArrayList<>();
    private int activations;
    private boolean database;

    @Override
    public DomainEventListener getService(
        Bundle bundle, ServiceRegistration<DomainEventListener> registration) {
      activations++;
      return database ? told::add : null;
    }

    @Override
    public void ungetService(
        Bundle bundle,
        ServiceRegistration<DomainEventListener> registration,
        DomainEventListener service) {}
  }

  @BeforeEach
  void start() throws Exception {
    framework = ModuleTestFramework.start(folder);
    events = new LocalDomainEventPublisher(framework.context(), nanos::get);
  }

  @AfterEach
  void stop() throws Exception {
    events.close();
    framework.close();
  }

  @Test
  void notifiesListenersWithTheSameName() {
    List<DomainEvent> told = new ArrayList<>();
    listen(told::add);
    listen(told::add);

    events.publish(EVENT);

    assertEquals(List.of(EVENT, EVENT), told);
  }

  @Test
  void notifiesOtherListenersWhenOneFails() {
    List<DomainEvent> told = new ArrayList<>();
    listen(
        event -> {
          throw new IllegalStateException("broken listener");
        });
    listen(told::add);

    events.publish(EVENT);

    assertEquals(List.of(EVENT), told);
  }

  @Test
  void replaysMissedEventsToALateListener() throws Exception {
    var kept = remember();
    kept.registerListener("sessions", Set.of(EVENT.type()));
    events.publish(EVENT);
    var told = new LinkedBlockingQueue<DomainEvent>();

    durable("sessions", told::add);

    assertEquals(EVENT, told.poll(30, TimeUnit.SECONDS));
    assertEquals(Set.of(), kept.waitingOnceHeard());
  }

  @Test
  void redeliversRejectedEvent() throws Exception {
    var kept = remember();
    kept.registerListener("sessions", Set.of(EVENT.type()));
    var told = new LinkedBlockingQueue<DomainEvent>();
    var failures = new AtomicInteger(1);

    durable(
        "sessions",
        event -> {
          if (failures.getAndDecrement() > 0) {
            throw new IllegalStateException("no database");
          }
          told.add(event);
        });
    events.publish(EVENT);
    durable(
        "grants", event -> {}); // somebody comes, and it is looked whether anybody missed something

    assertEquals(EVENT, told.poll(30, TimeUnit.SECONDS));
  }

  @Test
  void storesEventIfListenerClassIsMissing() {
    var kept = remember();
    kept.registerListener("sessions", Set.of(EVENT.type()));
    List<DomainEvent> told = new ArrayList<>();
    durable(
        "sessions",
        event -> {
          throw new NoClassDefFoundError("gone with its module");
        });
    listen(told::add);

    events.publish(EVENT);

    assertEquals(List.of(EVENT), told);
    assertEquals(Set.of("sessions"), kept.findWaitingListeners());
  }

  @Test
  void failedEventDoesNotBlockOtherTenants() throws Exception {
    var other = new DomainEvent(EVENT.type(), "ten_2", "usr_2");
    var kept = remember();
    kept.registerListener("sessions", Set.of(EVENT.type()));
    events.publish(EVENT);
    events.publish(other);
    var told = new LinkedBlockingQueue<DomainEvent>();

    durable(
        "sessions",
        event -> {
          if (event.equals(EVENT)) {
            throw new IllegalStateException("a module is away");
          }
          told.add(event);
        });

    assertEquals(other, told.poll(30, TimeUnit.SECONDS));
  }

  @Test
  void storesNoDeliveredEvents() {
    var kept = remember();
    kept.registerListener("sessions", Set.of(EVENT.type()));
    durable("sessions", event -> {});

    events.publish(EVENT);

    assertEquals(Set.of(), kept.findWaitingListeners());
  }

  @Test
  void deletesPreparedEventAfterDelivery() throws Exception {
    var kept = remember();
    kept.registerListener("sessions", Set.of(EVENT.type()));
    List<DomainEvent> told = new ArrayList<>();
    durable("sessions", told::add);
    var announced = events.prepare(EVENT);
    announced.write(null);
    assertEquals(List.of(EVENT), kept.untold());

    announced.publish();

    assertEquals(List.of(EVENT), told);
    assertEquals(List.of(), kept.untold());
  }

  @Test
  void retainsPreparedEventIfDeliveryIsAborted() throws Exception {
    var kept = remember();
    kept.registerListener("sessions", Set.of(EVENT.type()));
    durable(
        "sessions",
        event -> {
          throw new StackOverflowError();
        });
    var announced = events.prepare(EVENT);
    announced.write(null);

    assertThrows(StackOverflowError.class, announced::publish);

    assertEquals(List.of(EVENT), kept.untold());
  }

  @Test
  void retainsPreparedEventIfMissedEventCannotBeStored() throws Exception {
    var kept = remember();
    kept.registerListener("sessions", Set.of(EVENT.type()));
    var announced = events.prepare(EVENT);
    announced.write(null);
    kept.breakDown();

    announced.publish();

    assertEquals(List.of(EVENT), kept.untold());
  }

  @Test
  void doesNotStoreEventWithoutDurableListeners() throws Exception {
    var kept = remember();
    kept.registerListener("sessions", Set.of("session.ended"));

    events.prepare(EVENT).write(null);

    assertEquals(List.of(), kept.untold());
  }

  @Test
  void publishesPreparedEventsWithoutStore() throws Exception {
    List<DomainEvent> told = new ArrayList<>();
    listen(told::add);
    var announced = events.prepare(EVENT, EVENT);
    announced.write(null);

    announced.publish();

    assertEquals(List.of(EVENT, EVENT), told);
  }

  @Test
  void backsOffListenerWhoseActivationFails() {
    var component = new Component();
    register(component);

    publishOften();
    assertEquals(1, component.activations);

    nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
    publishOften();
    assertEquals(2, component.activations);

    nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
    publishOften();
    assertEquals(2, component.activations); // 2 s after the second
  }

  @Test
  void notifiesRecoveredListener() {
    var component = new Component();
    register(component);
    events.publish(EVENT);
    component.database = true;

    nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
    events.publish(EVENT);

    assertEquals(List.of(EVENT), component.told);
  }

  /** Whoever uses what it remembers may not be told of what it has not heard of. */
  @Test
  void notifiesListenerActivatedByAnotherConsumerImmediately() {
    var component = new Component();
    var registration = register(component);
    events.publish(EVENT);
    component.database = true;
    framework.context().getService(registration.getReference());

    events.publish(EVENT);

    assertEquals(List.of(EVENT), component.told);
  }

  @Test
  void retriesListenerImmediatelyAfterPropertyChange() {
    var component = new Component();
    var registration = register(component);
    events.publish(EVENT);
    component.database = true;

    registration.setProperties(new Hashtable<>(Map.of("lumoauth.name", "mended")));
    events.publish(EVENT);

    assertEquals(List.of(EVENT), component.told);
  }

  private void publishOften() {
    for (int i = 0; i < 100; i++) {
      events.publish(EVENT);
    }
  }

  private ServiceRegistration<DomainEventListener> register(
      ServiceFactory<DomainEventListener> component) {
    return framework
        .context()
        .registerService(
            DomainEventListener.class,
            component,
            new Hashtable<>(Map.of("lumoauth.name", "failing")));
  }

  private FakeMissedEventStore remember() {
    var kept = new FakeMissedEventStore();
    framework.context().registerService(MissedEventStore.class, kept, new Hashtable<>());
    return kept;
  }

  private void durable(String name, DomainEventListener listener) {
    framework
        .context()
        .registerService(
            DomainEventListener.class,
            listener,
            new Hashtable<>(
                Map.of("lumoauth.name", name, DomainEventListener.MISSES_NONE, EVENT.type())));
  }

  private void listen(DomainEventListener listener) {
    framework
        .context()
        .registerService(
            DomainEventListener.class, listener, new Hashtable<>(Map.of("lumoauth.name", "cache")));
  }
}
