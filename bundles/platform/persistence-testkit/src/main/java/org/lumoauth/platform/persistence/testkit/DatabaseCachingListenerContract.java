package org.lumoauth.platform.persistence.testkit;

import org.junit.jupiter.api.AfterEach;
import org.lumoauth.testkit.contract.CachingEventListenerContract;

/**
 * What every listener does that remembers rows of a database: another server removes all those of
 * the tenant, and says so.
 */
public abstract class DatabaseCachingListenerContract extends CachingEventListenerContract {
  private TestDatabase database;

  /** Makes the listener on this database, with rows of the tenant of {@link #awaited}. */
  protected abstract void start(TestDatabase database);

  @Override
  protected final void start() {
    database = TestDatabase.inMemory();
    start(database);
  }

  @Override
  protected final void changeElsewhere() {
    new TenantTableRows(database).remove(awaited().tenantId());
  }

  @AfterEach
  final void closeDatabase() {
    database.close();
  }
}
