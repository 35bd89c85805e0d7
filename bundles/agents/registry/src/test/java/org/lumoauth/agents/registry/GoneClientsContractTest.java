package org.lumoauth.agents.registry;

import static org.lumoauth.testkit.builder.Builders.aTenant;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.contract.DomainEventListenerContract;
import org.lumoauth.testkit.fake.FakeClients;
import org.lumoauth.testkit.fake.FakeTenantRegistry;

class GoneClientsContractTest extends DomainEventListenerContract {

  private static final TenantContext ACME = aTenant().build();
  private static final String GONE = "cli_01J0000000000000000000000R";

  private final FakeTenantRegistry tenants = new FakeTenantRegistry().with(ACME);
  private TestDatabase database;
  private GoneClients gone;

  @BeforeEach
  void open() {
    database = TestDatabase.inMemory();
    gone = new GoneClients(new RegistryUnit(database.units()), new FakeClients(), tenants);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  protected DomainEventListener listener() {
    return gone;
  }

  @Override
  protected DomainEvent awaited() {
    return new DomainEvent("client.changed", ACME.id(), GONE);
  }

  @Override
  protected void disableTenant() {
    tenants.disable(ACME);
  }

  @Override
  protected boolean hasActed() {
    return gone.had(ACME.id(), GONE);
  }
}
