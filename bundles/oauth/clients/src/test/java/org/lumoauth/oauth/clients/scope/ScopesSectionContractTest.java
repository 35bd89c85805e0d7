package org.lumoauth.oauth.clients.scope;

import java.util.List;
import java.util.Map;
import org.lumoauth.api.tenant.TenantSection;
import org.lumoauth.oauth.clients.ClientMemory;
import org.lumoauth.oauth.clients.ClientRegistry;
import org.lumoauth.oauth.clients.ClientStore;
import org.lumoauth.oauth.clients.ClientsUnit;
import org.lumoauth.oauth.clients.transfer.ScopesSection;
import org.lumoauth.platform.persistence.testkit.StoredTenantSectionContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeClients;
import org.lumoauth.testkit.fake.FakeDomainEvents;
import org.lumoauth.testkit.fake.FakeIdentifiers;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.FakeSecretVault;
import org.lumoauth.testkit.fake.FakeTokenService;

class ScopesSectionContractTest extends StoredTenantSectionContract {

  @Override
  protected TenantSection section(TestDatabase database) {
    var unit = ClientsUnit.on(database.open(ClientsUnit.DEFINITION));
    var events = new FakeDomainEvents();
    var log = new FakeAuditLog();
    var store = new ScopeStore(unit);
    var clients = new ClientStore(unit);
    return new ScopesSection(
        new ScopeRegistry(
            store,
            new ScopeMemory(store),
            new SystemScopes(new FakeProviderRegistry()),
            new ClientRegistry(
                clients,
                new ClientMemory(clients),
                new FakeClients(),
                new FakeIdentifiers(),
                new FakeSecretVault(),
                new FakeTokenService(),
                events,
                log),
            events,
            log));
  }

  @Override
  protected List<Map<String, Object>> items() {
    return List.of(
        Map.of("name", "orders:read", "description", "Reads orders.", "isDefault", true),
        Map.of("name", "orders.write", "description", "Writes orders.", "isDefault", false),
        Map.of("name", "Orders:read", "isDefault", false));
  }

  @Override
  protected Map<String, Object> changed() {
    return Map.of("name", "orders:read", "description", "Sees orders.", "isDefault", false);
  }
}
