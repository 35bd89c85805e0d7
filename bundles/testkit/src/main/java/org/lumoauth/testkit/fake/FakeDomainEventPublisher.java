/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.fake;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.api.event.DomainEventPublisher;
import org.lumoauth.api.event.OutboxEvents;

/** Calls its listeners synchronously and records the published and stored events. */
public final class FakeDomainEventPublisher implements DomainEventPublisher {

  private final List<DomainEvent> published = new CopyOnWriteArrayList<>();
  private final List<DomainEvent> written = new CopyOnWriteArrayList<>();
  private final List<DomainEventListener> listeners = new CopyOnWriteArrayList<>();
  private volatile boolean full;

  @Override
  public void publish(DomainEvent event) {
    published.add(event);
    listeners.forEach(listener -> listener.onEvent(event));
  }

  @Override
  public OutboxEvents prepare(DomainEvent... events) {
    return new FakeOutboxEvents(List.of(events));
  }

  /** Adds a listener. */
  public FakeDomainEventPublisher addListener(DomainEventListener listener) {
    listeners.add(listener);
    return this;
  }

  /** Makes storing events fail from now on, which must roll back the transaction. */
  public FakeDomainEventPublisher failWrites() {
    full = true;
    return this;
  }

  /** Returns the published events, in order. */
  public List<DomainEvent> published() {
    return List.copyOf(published);
  }

  /**
   * Returns the events stored with their changes, in order; includes those of rolled-back
   * transactions.
   */
  public List<DomainEvent> written() {
    return List.copyOf(written);
  }

  /** Returns whether an event of this type was published for this id. */
  public boolean published(String type, String id) {
    return published.stream().anyMatch(event -> event.type().equals(type) && event.id().equals(id));
  }

  private final class FakeOutboxEvents implements OutboxEvents {
    private final List<DomainEvent> events;

    FakeOutboxEvents(List<DomainEvent> events) {
      this.events = events;
    }

    @Override
    public void write(Connection connection) throws SQLException {
      if (full && !events.isEmpty()) {
        throw new SQLException("events cannot be stored");
      }
      if (connection.getAutoCommit() && !events.isEmpty()) {
        throw new SQLException("the connection has no transaction");
      }
      written.addAll(events);
    }

    @Override
    public void publish() {
      events.forEach(FakeDomainEventPublisher.this::publish);
    }
  }
}
