/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.messaging;

import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.lumoauth.api.tenant.TenantDataEraser;
import org.lumoauth.platform.messaging.template.MessageTemplateRegistry;
import org.lumoauth.platform.messaging.template.MessageTemplateStore;
import org.lumoauth.platform.persistence.testkit.PersistentTenantDataEraserContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeIdGenerator;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.FakeSecretProtectionService;
import org.lumoauth.testkit.fake.FakeSettingsStore;
import org.lumoauth.testkit.fake.FakeTenantAdminService;
import org.lumoauth.testkit.fake.FakeTenantRegistry;

class OutboxBackedMessageSenderContractTest extends PersistentTenantDataEraserContract {

  private MessageDeliveryWorker delivery;

  @Override
  protected TenantDataEraser owner(TestDatabase database) {
    var vault = new FakeSecretProtectionService();
    var registry = new FakeProviderRegistry();
    var outbox = new MessageOutbox(database.open(MessageOutbox.DEFINITION));
    delivery =
        new MessageDeliveryWorker(outbox, vault, new FakeTenantRegistry(), registry, Instant::now);
    return new OutboxBackedMessageSender(
        outbox,
        vault,
        new FakeIdGenerator(),
        new MessageTemplateRegistry(registry),
        MessageTemplateStore.on(database.open(MessageTemplateStore.DEFINITION)),
        new TenantDisplayNameResolver(new FakeTenantAdminService("Acme"), new FakeSettingsStore()),
        delivery);
  }

  @Override
  protected Set<String> notErased() {
    return Set.of("msg_template");
  }

  @AfterEach
  void close() {
    delivery.close();
  }
}
