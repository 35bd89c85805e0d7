package org.lumoauth.platform.keys.encryption;

import static org.lumoauth.testkit.builder.Builders.aTenant;

import java.time.Clock;
import java.time.Duration;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.keys.KeysUnit;
import org.lumoauth.platform.keys.master.MasterKey;
import org.lumoauth.platform.keys.signing.JcaProvider;
import org.lumoauth.platform.keys.signing.KeyJournal;
import org.lumoauth.platform.keys.vault.Vault;
import org.lumoauth.platform.persistence.testkit.StoredMemoryContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeDomainEvents;
import org.lumoauth.testkit.fake.FakeIdentifiers;

class EncryptionKeyRingContractTest extends StoredMemoryContract {

  private static final TenantContext ACME = aTenant().build();

  private EncryptionKeyRing ring;

  @Override
  protected void start(TestDatabase database) {
    var unit = database.open(KeysUnit.DEFINITION);
    ring =
        new EncryptionKeyRing(
            new EncryptionKeyStore(unit, Vault.over(unit, new MasterKey(new byte[32]), 10)),
            JcaProvider.fastest(),
            new KeyJournal(new FakeAuditLog()),
            new FakeIdentifiers(),
            new FakeDomainEvents(),
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
    return new DomainEvent(EncryptionKeyRing.CHANGED, ACME.id(), ACME.id());
  }

  @Override
  protected Object remembered() {
    return ring.publicKeys(ACME);
  }
}
