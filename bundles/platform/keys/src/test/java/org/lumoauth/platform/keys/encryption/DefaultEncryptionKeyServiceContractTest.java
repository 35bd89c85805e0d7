/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.keys.encryption;

import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.time.Clock;
import java.time.Duration;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.keys.KeysPersistenceUnit;
import org.lumoauth.platform.keys.master.MasterKey;
import org.lumoauth.platform.keys.signing.JcaProviderSelector;
import org.lumoauth.platform.keys.signing.KeyAuditRecorder;
import org.lumoauth.platform.keys.vault.EnvelopeSecretProtectionService;
import org.lumoauth.platform.persistence.testkit.DatabaseCachingListenerContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeDomainEventPublisher;
import org.lumoauth.testkit.fake.FakeIdGenerator;

class DefaultEncryptionKeyServiceContractTest extends DatabaseCachingListenerContract {

  private static final TenantContext ACME = aTenant().build();

  private DefaultEncryptionKeyService ring;

  @Override
  protected void start(TestDatabase database) {
    var unit = database.open(KeysPersistenceUnit.DEFINITION);
    ring =
        new DefaultEncryptionKeyService(
            new EncryptionKeyStore(
                unit,
                EnvelopeSecretProtectionService.create(unit, new MasterKey(new byte[32]), 10)),
            JcaProviderSelector.fastest(),
            new KeyAuditRecorder(new FakeAuditLog()),
            new FakeIdGenerator(),
            new FakeDomainEventPublisher(),
            Clock.systemUTC(),
            Duration.ofHours(1),
            10);
    ring.publish(ACME);
  }

  @Override
  protected DomainEventListener listener() {
    return ring;
  }

  @Override
  protected DomainEvent awaited() {
    return new DomainEvent(DefaultEncryptionKeyService.CHANGED, ACME.id(), ACME.id());
  }

  @Override
  protected Object remembered() {
    return ring.publicKeys(ACME);
  }
}
