/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.event;

import java.sql.Connection;
import java.sql.SQLException;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The events of one change: stored in the change's own transaction and published after its commit.
 * If the server stops between the two, or the caller fails, listeners that must not miss the events
 * ({@link DomainEventListener#MISSES_NONE}) receive them later by {@link
 * DomainEventListener#onMissedEvent}. Events without such listeners are not stored.
 */
@ProviderType
public interface OutboxEvents {

  /**
   * Stores the events with the change. If the change is retried, call this again.
   *
   * @param connection a connection to the server's database, in the transaction of the change
   * @throws SQLException if the database rejects the write; the change must then not be committed
   */
  void write(Connection connection) throws SQLException;

  /**
   * Publishes the events in order and deletes them from storage. Call it after the commit, and
   * never without a change.
   */
  void publish();
}
