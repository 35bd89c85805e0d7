package org.lumoauth.platform.messaging;

import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.lumoauth.api.tenant.TenantDataOwner;
import org.lumoauth.platform.messaging.template.KnownTemplates;
import org.lumoauth.platform.messaging.template.TemplateStore;
import org.lumoauth.platform.persistence.testkit.StoredTenantDataContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeIdentifiers;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.FakeSecretVault;
import org.lumoauth.testkit.fake.FakeSettingsStore;
import org.lumoauth.testkit.fake.FakeTenantAdmin;
import org.lumoauth.testkit.fake.FakeTenantRegistry;

class QueuedMessagesContractTest extends StoredTenantDataContract {

  private Delivery delivery;

  @Override
  protected TenantDataOwner owner(TestDatabase database) {
    var vault = new FakeSecretVault();
    var registry = new FakeProviderRegistry();
    var outbox = new Outbox(database.open(Outbox.DEFINITION));
    delivery = new Delivery(outbox, vault, new FakeTenantRegistry(), registry, Instant::now);
    return new QueuedMessages(
        outbox,
        vault,
        new FakeIdentifiers(),
        new KnownTemplates(registry),
        TemplateStore.on(database.open(TemplateStore.DEFINITION)),
        new TenantNames(new FakeTenantAdmin("Acme"), new FakeSettingsStore()),
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
