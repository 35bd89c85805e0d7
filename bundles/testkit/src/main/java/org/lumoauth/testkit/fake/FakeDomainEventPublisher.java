package org.lumoauth.testkit.fake;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.api.event.DomainEventPublisher;
import org.lumoauth.api.event.OutboxEvents;

/** Tells its listeners at once and remembers what was published, and what was written down. */
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

  /** From now on nothing can be written down; what is tried in a transaction must undo that. */
  public FakeDomainEventPublisher failWrites() {
    full = true;
    return this;
  }

  /** What was published, in order. */
  public List<DomainEvent> published() {
    return List.copyOf(published);
  }

  /** What was written down with its change, in order; some of it perhaps in vain. */
  public List<DomainEvent> written() {
    return List.copyOf(written);
  }

  /** Whether this was published of this thing. */
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
        throw new SQLException("nothing can be written down");
      }
      if (connection.getAutoCommit() && !events.isEmpty()) {
        throw new SQLException("this is no transaction");
      }
      written.addAll(events);
    }

    @Override
    public void publish() {
      events.forEach(FakeDomainEventPublisher.this::publish);
    }
  }
}
