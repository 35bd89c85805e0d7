/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.keys.signing;

import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.api.key.SigningKeyService.SigningAlgorithm;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.keys.KeysPersistenceUnit;
import org.lumoauth.platform.persistence.testkit.DatabaseCachingListenerContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class DefaultSigningKeyServiceContractTest extends DatabaseCachingListenerContract {

  private static final TenantContext ACME = aTenant().build();

  private DefaultSigningKeyService ring;

  @Override
  protected void start(TestDatabase database) {
    ring = new SigningKeyServiceFixture().deaf(database.open(KeysPersistenceUnit.DEFINITION));
    ring.publish(ACME, SigningAlgorithm.ES256);
  }

  @Override
  protected DomainEventListener listener() {
    return ring;
  }

  @Override
  protected DomainEvent awaited() {
    return new DomainEvent(SigningKeyProvisioner.CHANGED, ACME.id(), ACME.id());
  }

  @Override
  protected Object remembered() {
    return ring.list(ACME);
  }
}
