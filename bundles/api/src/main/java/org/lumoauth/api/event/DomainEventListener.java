package org.lumoauth.api.event;

/**
 * Extension point: wants to know of changes. Registered with {@code lumoauth.kind=event-listener}
 * and {@code lumoauth.name}. Must be quick; what it throws is logged and holds nobody up.
 *
 * <p>One on which security hangs names in {@link #MISSES_NONE} the types of event that it must not
 * miss: while its module is away, and where it throws, they are kept and it hears them later, once
 * at least and in their order.
 */
public interface DomainEventListener {

  /** Property: types of event that are kept for the listener until it has heard them. */
  String MISSES_NONE = "lumoauth.events.missed-none";

  /** Something changed. */
  void on(DomainEvent event);
}
