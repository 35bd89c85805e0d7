/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.event;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Stores events for listeners that must not miss any while their module is unavailable, is upgraded
 * or fails. For example, if a password is changed while the listener is unavailable, the listener
 * revokes the user's sessions when it is available again. Also stores events from the commit of a
 * change until they are published: after a crash in between, they count as missed by all listeners.
 */
@ProviderType
public interface MissedEventStore {

  /**
   * An event that was not delivered to a listener yet.
   *
   * @param id the id of the stored event
   * @param event the event
   * @param at when it happened
   */
  record MissedEvent(String id, DomainEvent event, Instant at) {}

  /**
   * Registers a listener that must not miss events of these types from now on.
   *
   * @param listener the name of the listener
   * @param types types such as {@code subject.disabled}; they replace the types of an earlier
   *     registration
   */
  void registerListener(String listener, Set<String> types);

  /** Stores an event for each registered listener that has not handled it. */
  void storeMissed(DomainEvent event, Set<String> heardBy);

  /** Prepares an event of a change for storage; empty if no listener is registered for its type. */
  Optional<MissedEvent> prepareNote(DomainEvent event);

  /** Stores an event in the transaction of its change. */
  void writeNote(Connection connection, MissedEvent note) throws SQLException;

  /** Marks a stored event as published to all available listeners and stored for the others. */
  void markPublished(MissedEvent note);

  /**
   * Returns the names of the listeners with undelivered events. Stored events that have not been
   * published for a long time, or since before this server started, are assigned to the listeners.
   */
  Set<String> findWaitingListeners();

  /** Returns the events to deliver to a listener, in the order in which they happened. */
  List<MissedEvent> findMissed(String listener, int most);

  /** Marks an event as delivered. */
  void markDelivered(MissedEvent missed);
}
