package org.lumoauth.api.event;

/**
 * Extension point: wants to know of changes. Registered with {@code lumoauth.kind=event-listener}
 * and {@code lumoauth.name}. Must be quick; what it throws is logged and holds nobody up.
 */
public interface DomainEventListener {

  /** Something changed. */
  void on(DomainEvent event);
}
