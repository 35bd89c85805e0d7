package org.lumoauth.api.event;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Keeps events for listeners that are to miss none while their module is away, is upgraded or
 * fails: what has to end with a password that was changed ends when they are back. Also keeps
 * events from the commit of a change until they were told: what a server that ended between left
 * behind is missed by everybody.
 */
@ProviderType
public interface EventReplayStore {

  /**
   * An event that somebody has still to hear.
   *
   * @param id of the note of it
   * @param at when it happened
   */
  record MissedEvent(String id, DomainEvent event, Instant at) {}

  /**
   * A listener is to miss no event of these types, from now on.
   *
   * @param listener its name
   * @param types as {@code subject.disabled}; they take the place of those before
   */
  void registerListener(String listener, Set<String> types);

  /** Keeps an event for each listener that is to hear it and has not. */
  void storeMissed(DomainEvent event, Set<String> heardBy);

  /**
   * How an event of a change is to be written down; empty if nobody is to miss none of its type.
   */
  Optional<MissedEvent> prepareNote(DomainEvent event);

  /** Writes an event down in the transaction of its change. */
  void writeNote(Connection connection, MissedEvent note) throws SQLException;

  /** What was written was told to everybody there, and kept for who was not. */
  void markPublished(MissedEvent note);

  /**
   * The names of the listeners that have something to hear. What was written and has not been told
   * for long, or since before this server started, is theirs from now on.
   */
  Set<String> findWaitingListeners();

  /** What a listener has to hear, in the order in which it happened. */
  List<MissedEvent> findMissed(String listener, int most);

  /** It was heard. */
  void markDelivered(MissedEvent missed);
}
