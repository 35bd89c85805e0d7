/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clients.scope;

import java.util.List;
import java.util.Map;
import org.lumoauth.api.tenant.TenantTransferSection;
import org.lumoauth.oauth.clients.ClientCache;
import org.lumoauth.oauth.clients.ClientPersistenceUnit;
import org.lumoauth.oauth.clients.ClientRegistry;
import org.lumoauth.oauth.clients.ClientStore;
import org.lumoauth.oauth.clients.transfer.ScopeTransferSection;
import org.lumoauth.platform.persistence.testkit.PersistentTenantTransferSectionContract;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeDomainEventPublisher;
import org.lumoauth.testkit.fake.FakeIdGenerator;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.FakeSecretProtectionService;
import org.lumoauth.testkit.fake.oauth.FakeClientDirectory;
import org.lumoauth.testkit.fake.oauth.FakeTokenService;

class ScopeTransferSectionContractTest extends PersistentTenantTransferSectionContract {

  @Override
  protected TenantTransferSection section(TestDatabase database) {
    var unit = ClientPersistenceUnit.on(database.open(ClientPersistenceUnit.DEFINITION));
    var events = new FakeDomainEventPublisher();
    var log = new FakeAuditLog();
    var store = new ScopeStore(unit);
    var clients = new ClientStore(unit);
    return new ScopeTransferSection(
        new ScopeRegistry(
            store,
            new ScopeCache(store),
            new ModuleScopeProvider(new FakeProviderRegistry()),
            new ClientRegistry(
                clients,
                new ClientCache(clients),
                new FakeClientDirectory(),
                new FakeIdGenerator(),
                new FakeSecretProtectionService(),
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
