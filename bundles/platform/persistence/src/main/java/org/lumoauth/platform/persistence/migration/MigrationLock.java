package org.lumoauth.platform.persistence.migration;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.lumoauth.platform.persistence.datasource.DatabaseKind;

/** Lets one server at a time change the schema, and outlives none that died while it did. */
interface MigrationLock {

  /**
   * Waits for the lock and takes it.
   *
   * @throws IllegalStateException if another server holds it for too long
   */
  MigrationLockHandle acquire() throws SQLException;

  /** The lock, held. */
  @FunctionalInterface
  interface MigrationLockHandle extends AutoCloseable {
    @Override
    void close();
  }

  static MigrationLock of(DatabaseKind kind, DataSource source) {
    return switch (kind) {
      // H2 locks its file: no other process is there, and within ours migrations take turns.
      case H2 -> () -> () -> {};
      case MARIADB -> new LeaseMigrationLock(source);
    };
  }
}
