package org.lumoauth.api.event;

import java.sql.Connection;
import java.sql.SQLException;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What is to be told of one change: written down in the change's own transaction, and told once
 * that is committed. If the server ends between the two, or whoever made the change fails, those
 * who are to miss none ({@link DomainEventListener#MISSES_NONE}) hear of it later, by {@link
 * DomainEventListener#onLate}. Of events that nobody is to hear by all means nothing is written.
 */
@ProviderType
public interface OutboxEvents {

  /**
   * Writes it down with the change. Where the change is attempted again, so is this.
   *
   * @param connection to the server's database, in the transaction of the change
   * @throws SQLException as the database refused it; the change must then not be committed
   */
  void write(Connection connection) throws SQLException;

  /**
   * Tells everybody, each event in its turn, and takes away what was written. For after the commit;
   * never where nothing was changed.
   */
  void publish();
}
