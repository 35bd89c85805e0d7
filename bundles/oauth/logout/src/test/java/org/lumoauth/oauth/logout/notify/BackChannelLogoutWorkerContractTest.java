/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.logout.notify;

import static org.lumoauth.testkit.builder.TestBuilders.aUserRef;

import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.contract.platform.DomainEventListenerContract;

class BackChannelLogoutWorkerContractTest extends DomainEventListenerContract {

  private TestDatabase database;
  private LogoutClientAndDeliveryStore store;
  private BackChannelLogoutWorker worker;

  @BeforeEach
  void open() {
    database = TestDatabase.inMemory();
    store =
        new LogoutClientAndDeliveryStore(
            database.open(TestDatabase.tablesOf(LogoutClientAndDeliveryStore.class)));
    store.recordClient("ten_1", "ses_1", "cli_1", aUserRef(), Instant.now());
    worker = IdleLogoutWorkerFactory.on(store);
  }

  @AfterEach
  void close() {
    worker.stop();
    database.close();
  }

  @Override
  protected DomainEventListener listener() {
    return worker;
  }

  @Override
  protected DomainEvent awaited() {
    return new DomainEvent("session.ended", "ten_1", "ses_1");
  }

  /** It goes by the id of the tenant, and asks nobody who is served. */
  @Override
  protected void disableTenant() {}

  @Override
  protected boolean hasActed() {
    return store.clients("ten_1", "ses_1").isEmpty();
  }
}
