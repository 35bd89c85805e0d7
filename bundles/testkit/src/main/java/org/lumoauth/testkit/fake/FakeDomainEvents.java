package org.lumoauth.testkit.fake;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.api.event.DomainEvents;

/** Tells its listeners at once and remembers what was published. */
public final class FakeDomainEvents implements DomainEvents {

  private final List<DomainEvent> published = new CopyOnWriteArrayList<>();
  private final List<DomainEventListener> listeners = new CopyOnWriteArrayList<>();

  @Override
  public void publish(DomainEvent event) {
    published.add(event);
    listeners.forEach(listener -> listener.on(event));
  }

  /** Adds a listener. */
  public FakeDomainEvents tell(DomainEventListener listener) {
    listeners.add(listener);
    return this;
  }

  /** What was published, in order. */
  public List<DomainEvent> published() {
    return List.copyOf(published);
  }

  /** Whether this was published of this thing. */
  public boolean published(String type, String id) {
    return published.stream().anyMatch(event -> event.type().equals(type) && event.id().equals(id));
  }
}
