/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.event;

import java.time.Instant;

/**
 * Extension point: listens for changes. Registered with {@code lumoauth.kind=event-listener} and
 * {@code lumoauth.name}. Must return without blocking; exceptions are logged and do not affect the
 * publisher.
 *
 * <p>A listener that is relevant for security names in {@link #MISSES_NONE} the event types that it
 * must not miss. While its module is unavailable, and after an exception, those events are stored
 * and delivered later, at least once and in order.
 */
public interface DomainEventListener {

  /**
   * Service property: the event types that are stored for the listener until they are delivered.
   */
  String MISSES_NONE = "lumoauth.events.missed-none";

  /** Handles a change. */
  void onEvent(DomainEvent event);

  /**
   * Handles a change that the listener missed because it was unavailable or failed. Objects created
   * after that time are not affected; by default, the event is handled as if it happened now.
   *
   * @param when the time of the change
   */
  default void onMissedEvent(DomainEvent event, Instant when) {
    onEvent(event);
  }
}
