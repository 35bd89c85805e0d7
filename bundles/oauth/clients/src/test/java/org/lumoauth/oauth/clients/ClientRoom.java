package org.lumoauth.oauth.clients;

import java.util.List;
import java.util.Map;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeClients;
import org.lumoauth.testkit.fake.FakeDomainEvents;
import org.lumoauth.testkit.fake.FakeIdentifiers;
import org.lumoauth.testkit.fake.FakeSecretVault;
import org.lumoauth.testkit.fake.FakeTokenService;

/** The bundle on a database, with confidential clients. */
final class ClientRoom {

  final FakeDomainEvents events = new FakeDomainEvents();
  final ClientStore store;
  final ClientMemory memory;
  final RegisteredClientSource source;
  final ClientSubjectSource subjects;
  final ClientRegistry registry;

  ClientRoom(TestDatabase database) {
    var vault = new FakeSecretVault();
    store = new ClientStore(ClientsUnit.on(database.open(ClientsUnit.DEFINITION)));
    memory = new ClientMemory(store);
    source = new RegisteredClientSource(memory, vault);
    subjects = new ClientSubjectSource(memory);
    registry =
        new ClientRegistry(
            store,
            memory,
            new FakeClients(),
            new FakeIdentifiers(),
            vault,
            new FakeTokenService(),
            events,
            new FakeAuditLog());
  }

  ClientWithSecret client(TenantContext tenant, String name) {
    return registry.create(
        tenant,
        new ClientSettings(
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
        Initiator.server("test"));
  }
}
