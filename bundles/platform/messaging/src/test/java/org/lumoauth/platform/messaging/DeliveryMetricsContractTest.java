/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.messaging;

import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.lumoauth.api.metric.MetricSource;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.contract.platform.MetricSourceContract;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.FakeSecretProtectionService;
import org.lumoauth.testkit.fake.FakeTenantRegistry;

/** No channel accepts a message, so that each attempt is one of those that are retried. */
class DeliveryMetricsContractTest extends MetricSourceContract {
  private TestDatabase database;
  private MessageOutbox outbox;
  private MessageDeliveryWorker delivery;
  private int messages;

  @BeforeEach
  void open() {
    database = TestDatabase.inMemory();
    outbox = new MessageOutbox(database.open(MessageOutbox.DEFINITION));
    delivery =
        new MessageDeliveryWorker(
            outbox,
            new FakeSecretProtectionService(),
            new FakeTenantRegistry().with(aTenant().build()),
            new FakeProviderRegistry(),
            Instant::now);
  }

  @AfterEach
  void close() {
    delivery.close();
    database.close();
  }

  @Override
  protected MetricSource source() {
    return delivery;
  }

  @Override
  protected void work(TenantContext tenant) {
    messages++;
    outbox.add(tenant.id(), "msg_" + messages, "email", new byte[] {1}, Instant.now());
    delivery.run();
  }
}
