package org.lumoauth.platform.keys.signing;

import static org.lumoauth.testkit.builder.Builders.aTenant;

import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.api.key.SigningKeys.Algorithm;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.keys.KeysUnit;
import org.lumoauth.platform.persistence.testkit.StoredMemoryContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class SigningKeyRingContractTest extends StoredMemoryContract {

  private static final TenantContext ACME = aTenant().build();

  private SigningKeyRing ring;

  @Override
  protected void start(TestDatabase database) {
    ring = new KeyRings().deaf(database.open(KeysUnit.DEFINITION));
    ring.publish(ACME, Algorithm.ES256);
  }

  @Override
  protected DomainEventListener listener() {
    return ring;
  }

  @Override
  protected DomainEvent awaited() {
    return new DomainEvent(KeyMaker.CHANGED, ACME.id(), ACME.id());
  }

  @Override
  protected Object remembered() {
    return ring.list(ACME);
  }
}
