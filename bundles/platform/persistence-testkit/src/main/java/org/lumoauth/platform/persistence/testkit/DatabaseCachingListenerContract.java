/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence.testkit;

import org.junit.jupiter.api.AfterEach;
import org.lumoauth.testkit.contract.platform.CachingEventListenerContract;

/**
 * The contract of listeners that cache database rows: another server removes all rows of the tenant
 * and publishes the event.
 */
public abstract class DatabaseCachingListenerContract extends CachingEventListenerContract {
  private TestDatabase database;

  /** Creates the listener on this database, with rows of the tenant of {@link #awaited}. */
  protected abstract void start(TestDatabase database);

  @Override
  protected final void start() {
    database = TestDatabase.inMemory();
    start(database);
  }

  @Override
  protected final void changeElsewhere() {
    new TenantTableRowFixture(database).remove(awaited().tenantId());
  }

  @AfterEach
  final void closeDatabase() {
    database.close();
  }
}
