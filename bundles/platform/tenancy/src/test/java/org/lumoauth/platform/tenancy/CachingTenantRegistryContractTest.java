/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.tenancy;

import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.api.tenant.NewTenant;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.contract.platform.CachingEventListenerContract;

class CachingTenantRegistryContractTest extends CachingEventListenerContract {

  private TestDatabase database;
  private TenancyFixture tenancy;
  private String tenantId;

  @Override
  protected void start() {
    database = TestDatabase.inMemory();
    tenancy = new TenancyFixture(database);
    tenantId =
        tenancy
            .admin
            .create(new NewTenant("acme", "Acme", Optional.empty(), Optional.empty()))
            .tenant()
            .id();
  }

  @Override
  protected DomainEventListener listener() {
    return tenancy.registry;
  }

  @Override
  protected DomainEvent awaited() {
    return new DomainEvent("tenant.changed", tenantId, "acme");
  }

  @Override
  protected Object remembered() {
    return tenancy.registry.findActiveById(tenantId).isPresent();
  }

  @Override
  protected void changeElsewhere() {
    tenancy.store.delete(tenantId);
  }

  @AfterEach
  void close() {
    database.close();
  }
}
