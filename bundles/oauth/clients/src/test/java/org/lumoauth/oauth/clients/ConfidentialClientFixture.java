/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clients;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeDomainEventPublisher;
import org.lumoauth.testkit.fake.FakeIdGenerator;
import org.lumoauth.testkit.fake.FakeSecretProtectionService;
import org.lumoauth.testkit.fake.oauth.FakeClientDirectory;
import org.lumoauth.testkit.fake.oauth.FakeTokenService;

/** The bundle on a database, with confidential clients. */
final class ConfidentialClientFixture {

  final FakeDomainEventPublisher events = new FakeDomainEventPublisher();
  final ClientStore store;
  final ClientCache memory;
  final RegisteredClientSource source;
  final ClientSubjectSource subjects;
  final ClientRegistry registry;

  ConfidentialClientFixture(TestDatabase database) {
    var vault = new FakeSecretProtectionService();
    store =
        new ClientStore(ClientPersistenceUnit.on(database.open(ClientPersistenceUnit.DEFINITION)));
    memory = new ClientCache(store);
    source = new RegisteredClientSource(memory, vault, InstantSource.system());
    subjects = new ClientSubjectSource(memory);
    registry =
        new ClientRegistry(
            store,
            memory,
            new FakeClientDirectory(),
            new FakeIdGenerator(),
            vault,
            new FakeTokenService(),
            events,
            new FakeAuditLog());
  }

  ClientWithSecret client(TenantContext tenant, String name) {
    return registry.create(
        tenant,
        new RegisteredClientSettings(
            name,
            true,
            true,
            false,
            "web",
            List.of("client_credentials"),
            List.of("a"),
            List.of("client_secret_basic"),
            List.of(),
            List.of(),
            900,
            86_400,
            Map.of()),
        AuditInitiator.server("test"));
  }
}
