package org.lumoauth.api.event;

import java.time.Instant;

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
  void onEvent(DomainEvent event);

  /**
   * Something changed a while ago, when this listener was away or failed. What began after that is
   * not concerned; by default it is as if it happened now.
   *
   * @param when it happened
   */
  default void onMissedEvent(DomainEvent event, Instant when) {
    onEvent(event);
  }
}
