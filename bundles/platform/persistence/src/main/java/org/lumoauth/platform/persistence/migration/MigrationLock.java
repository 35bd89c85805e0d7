/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence.migration;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.lumoauth.platform.persistence.datasource.DatabaseKind;

/**
 * Allows one server at a time to change the schema. The lock is released after a crash of its
 * owner.
 */
interface MigrationLock {

  /**
   * Waits for the lock and acquires it.
   *
   * @throws IllegalStateException if another server owns it for too long
   */
  MigrationLockHandle acquire() throws SQLException;

  /** The acquired lock. */
  @FunctionalInterface
  interface MigrationLockHandle extends AutoCloseable {
    @Override
    void close();
  }

  static MigrationLock of(DatabaseKind kind, DataSource source) {
    return switch (kind) {
      // H2 locks its file, so no other process exists, and migrations in this process are
      // serialized.
      case H2 -> () -> () -> {};
      case MARIADB -> new LeaseMigrationLock(source);
    };
  }
}
