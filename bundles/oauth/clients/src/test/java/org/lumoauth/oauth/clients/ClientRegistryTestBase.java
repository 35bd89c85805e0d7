/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clients;

import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
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

/** The clients of a node, and whom they meet. */
abstract class ClientRegistryTestBase {
  static final TenantContext ACME = aTenant().build();

  static final TenantContext GLOBEX = aTenant("globex").build();

  static final AuditInitiator ADMIN = AuditInitiator.server("test");

  final FakeSecretProtectionService vault = new FakeSecretProtectionService();

  final FakeTokenService tokens = new FakeTokenService();

  final FakeDomainEventPublisher events = new FakeDomainEventPublisher();

  final FakeAuditLog log = new FakeAuditLog();

  final FakeClientDirectory others = new FakeClientDirectory();

  final FakeIdGenerator identifiers = new FakeIdGenerator();

  static RegisteredClientSettings settings(String name, boolean confidential) {
    return new RegisteredClientSettings(
        name,
        confidential,
        true,
        !confidential,
        "web",
        List.of("authorization_code", "refresh_token"),
        List.of("a", "b"),
        List.of(confidential ? "client_secret_basic" : "none"),
        List.of("https://app.example.com/cb"),
        List.of("https://api.example.com/"),
        900,
        86_400,
        Map.of("client_uri", "https://app.example.com/", "default_max_age", 300));
  }

  static RegisteredClientSettings withScope(RegisteredClientSettings of, String another) {
    var scopes = new ArrayList<>(of.scopes());
    scopes.add(another);
    return of.withScopes(scopes);
  }

  /** The bundle on one node. */
  final class Room {
    final ClientStore store;
    final ClientCache memory;
    final RegisteredClientSource source;
    final ClientSubjectSource subjects;
    final ClientRegistry registry;

    RegisteredClientSource sourceAt(Instant now) {
      return new RegisteredClientSource(memory, vault, () -> now);
    }

    Room(TestDatabase database) {
      store =
          new ClientStore(
              ClientPersistenceUnit.on(database.open(ClientPersistenceUnit.DEFINITION)));
      memory = new ClientCache(store);
      source = new RegisteredClientSource(memory, vault, InstantSource.system());
      subjects = new ClientSubjectSource(memory);
      registry = new ClientRegistry(store, memory, others, identifiers, vault, tokens, events, log);
    }
  }
}
