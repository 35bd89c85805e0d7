/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clients.scope;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.TestBuilders.aClient;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.ServerMetadataContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.AccessTokenIssuanceRequest;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.api.token.TokenRevocationEvent;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.oauth.clients.ClientCache;
import org.lumoauth.oauth.clients.ClientPersistenceUnit;
import org.lumoauth.oauth.clients.ClientRegistry;
import org.lumoauth.oauth.clients.ClientStore;
import org.lumoauth.oauth.clients.ClientTokenLifetimeResolver;
import org.lumoauth.oauth.clients.rest.ClientRequestParser;
import org.lumoauth.oauth.clients.transfer.ScopeTransferSection;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeDomainEventPublisher;
import org.lumoauth.testkit.fake.FakeIdGenerator;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.FakeSecretProtectionService;
import org.lumoauth.testkit.fake.oauth.FakeClientDirectory;
import org.lumoauth.testkit.fake.oauth.FakeTokenService;
import org.lumoauth.testkit.race.ConcurrentRunner;

class ScopeRegistryTest {
  private static final TenantContext ACME = aTenant().build();
  private static final TenantContext GLOBEX = aTenant("globex").build();
  private static final AuditInitiator ADMIN = AuditInitiator.server("test");

  private final FakeTokenService tokens = new FakeTokenService();
  private final FakeAuditLog log = new FakeAuditLog();

  @DatabaseTest
  void listsSystemAndTenantScopes(TestDatabase database) {
    var room = new Room(database);
    room.make("orders:read");

    var listed = room.scopes.list(ACME);

    assertEquals(List.of("openid", "orders:read"), listed.stream().map(TenantScope::name).toList());
    assertEquals(List.of(true, false), listed.stream().map(TenantScope::isSystem).toList());
    assertEquals(2, listed.stream().map(TenantScope::id).distinct().count());
  }

  @DatabaseTest
  void rejectsDuplicateName(TestDatabase database) {
    var room = new Room(database);
    room.make("orders:read");

    for (String name : List.of("orders:read", "openid")) {
      assertEquals(409, assertThrows(ApiException.class, () -> room.make(name)).status());
    }
    room.make("Orders:read"); // another name: bytes decide
  }

  @DatabaseTest
  void isolatesTenants(TestDatabase database) {
    var room = new Room(database);
    var made = room.make("orders:read");
    room.scopes.create(GLOBEX, scope("orders:read"), ADMIN);

    room.scopes.delete(GLOBEX, "orders:read", ADMIN);

    assertEquals(List.of(made), room.scopes.listTenantScopes(ACME));
    var stranger = Long.toString(made.id());
    assertEquals(
        404,
        assertThrows(ApiException.class, () -> room.scopes.delete(GLOBEX, stranger, ADMIN))
            .status());
  }

  @DatabaseTest
  void removesDeletedScopeFromClientsAndRevokesTokens(TestDatabase database)
      throws InvalidTokenException {
    var room = new Room(database);
    var scope = room.make("orders:read");
    var holder = room.client("orders:read", "orders:read:all");
    var other = room.client("orders:read:all");
    var lost = issue(holder);
    var kept = issue(other);

    room.scopes.delete(ACME, Long.toString(scope.id()), ADMIN);

    assertEquals(List.of("orders:read:all"), room.scopesOf(holder));
    assertEquals(List.of("orders:read:all"), room.scopesOf(other));
    assertThrows(InvalidTokenException.class, () -> tokens.verify(ACME, lost));
    assertEquals(other, tokens.verify(ACME, kept).subject().id());
    var event = log.last(ACME.id()).event();
    assertEquals("scope.deleted", event.action());
    assertEquals(List.of(holder), event.details().get("clients"));
  }

  @DatabaseTest
  void writesRevocationEventInDeletionTransaction(TestDatabase database) {
    var room = new Room(database);
    room.make("orders:read");
    var holder = room.client("orders:read");
    var ends =
        new TokenRevocationEvent(ACME.id(), new SubjectRef(SubjectRef.CLIENT, holder)).toEvent();
    room.scopes.delete(ACME, "orders:read", ADMIN);
    assertEquals(List.of(ends), room.events.written());
    assertTrue(room.events.published().contains(ends));
    room.make("orders:write");
    room.client("orders:write");
    room.events.failWrites();

    assertThrows(RuntimeException.class, () -> room.scopes.delete(ACME, "orders:write", ADMIN));

    assertEquals("orders:write", room.scopes.listTenantScopes(ACME).get(0).name());
  }

  @DatabaseTest
  void removesDeletedScopeFromConcurrentlyChangedClient(TestDatabase database) throws Exception {
    var room = new Room(database);
    for (int round = 0; round < 15; round++) {
      room.make("orders:read");
      var holder = room.client("orders:read");

      ConcurrentRunner.runAll(
          2,
          who -> {
            if (who == 0) {
              room.scopes.delete(ACME, "orders:read", ADMIN);
            } else {
              room.clients.change(ACME, holder, was -> was.withActive(!was.active()), ADMIN);
            }
            return who;
          });

      assertEquals(List.of(), room.scopesOf(holder));
    }
  }

  @DatabaseTest
  void rejectsDeletionOfSystemScope(TestDatabase database) {
    var room = new Room(database);

    assertEquals(
        403,
        assertThrows(ApiException.class, () -> room.scopes.delete(ACME, "openid", ADMIN)).status());
  }

  @DatabaseTest
  void describesScopeUntilItIsDeleted(TestDatabase database) {
    var room = new Room(database);
    assertEquals(Optional.empty(), room.memory.describe(ACME, "orders:read"));

    room.make("orders:read");
    assertEquals(Optional.of("See your orders"), room.memory.describe(ACME, "orders:read"));
    assertEquals(Optional.empty(), room.memory.describe(GLOBEX, "orders:read"));

    room.scopes.delete(ACME, "orders:read", ADMIN);
    assertEquals(Optional.empty(), room.memory.describe(ACME, "orders:read"));
  }

  @DatabaseTest
  void returnsDefaultScopesOfTenant(TestDatabase database) {
    var room = new Room(database);
    room.make("orders:read");
    room.scopes.create(
        ACME, ScopeDefinition.of(Map.of("name", "catalog:read", "isDefault", true)), ADMIN);

    assertEquals(List.of("catalog:read"), room.memory.defaultScopes(ACME));
    assertEquals(List.of(), room.memory.defaultScopes(GLOBEX));
  }

  @DatabaseTest
  void publishesTenantScopesInMetadata(TestDatabase database) {
    var room = new Room(database);
    room.make("orders:read");
    var metadata = new HashMap<String, Object>();
    metadata.put("scopes_supported", new ArrayList<Object>(List.of("openid")));

    new ScopeMetadataContributor(room.memory).contribute(ACME, metadata);

    assertEquals(List.of("openid", "orders:read"), metadata.get("scopes_supported"));
  }

  @DatabaseTest
  void limitsNumberOfScopes(TestDatabase database) {
    var room = new Room(database);
    for (int i = 0; i < ScopeRegistry.MAX_SCOPES; i++) {
      room.store.add(ACME.id(), scope("s" + i));
    }

    assertEquals(422, assertThrows(ApiException.class, () -> room.make("one-more")).status());
  }

  @DatabaseTest
  void importsItsOwnExport(TestDatabase database) {
    var room = new Room(database);
    room.make("orders:read");
    var section = new ScopeTransferSection(room.scopes);
    var exported = section.export(ACME);

    section.put(ACME, exported.get(0), true, ADMIN);
    section.put(GLOBEX, exported.get(0), false, ADMIN);

    assertEquals(exported, section.export(ACME));
    assertEquals(exported, section.export(GLOBEX));
  }

  @DatabaseTest
  void erasesScopesOfTenant(TestDatabase database) {
    var room = new Room(database);
    room.make("orders:read");
    room.scopes.create(GLOBEX, scope("orders:read"), ADMIN);

    database.eraser(List.of("oac_client", "oac_client_gone", "oac_scope")).erase(ACME.id());

    assertTrue(room.scopes.listTenantScopes(ACME).isEmpty());
    assertFalse(room.scopes.listTenantScopes(GLOBEX).isEmpty());
  }

  private String issue(String clientId) {
    var subject = new SubjectRef(SubjectRef.CLIENT, clientId);
    var client = aClient().withId(clientId).of(subject).build();
    return tokens
        .issue(
            ACME,
            new AccessTokenIssuanceRequest(
                client,
                subject,
                List.of(),
                Set.of("orders:read"),
                List.of(),
                Duration.ofHours(1),
                Optional.empty(),
                Map.of()))
        .value();
  }

  private static ScopeDefinition scope(String name) {
    return new ScopeDefinition(name, Optional.of("See your orders"), false);
  }

  /** The bundle on one node, where a module brings the scope {@code openid}. */
  private final class Room {
    final FakeDomainEventPublisher events = new FakeDomainEventPublisher();
    final ScopeStore store;
    final ScopeCache memory;
    final ClientRegistry clients;
    final ScopeRegistry scopes;

    Room(TestDatabase database) {
      var unit = ClientPersistenceUnit.on(database.open(ClientPersistenceUnit.DEFINITION));
      store = new ScopeStore(unit);
      memory = new ScopeCache(store);
      var kept = new ClientStore(unit);
      clients =
          new ClientRegistry(
              kept,
              new ClientCache(kept),
              new FakeClientDirectory(),
              new FakeIdGenerator(),
              new FakeSecretProtectionService(),
              tokens,
              events,
              log);
      ServerMetadataContributor openid =
          (tenant, metadata) ->
              metadata.put("scopes_supported", new ArrayList<Object>(List.of("openid")));
      var modules =
          new FakeProviderRegistry()
              .with(ServerMetadataContributor.class, "oauth-openid", openid)
              .with(
                  ServerMetadataContributor.class,
                  ScopeMetadataContributor.NAME,
                  new ScopeMetadataContributor(memory));
      scopes =
          new ScopeRegistry(store, memory, new ModuleScopeProvider(modules), clients, events, log);
    }

    TenantScope make(String name) {
      return scopes.create(ACME, scope(name), ADMIN);
    }

    String client(String... names) {
      var body = Map.<String, Object>of("name", "Robot", "scopes", List.of(names));
      var settings = ClientRequestParser.create(body, ClientTokenLifetimeResolver.STANDARD_SECONDS);
      return clients.create(ACME, settings, ADMIN).client().clientId();
    }

    List<String> scopesOf(String clientId) {
      return clients.get(ACME, clientId).settings().scopes();
    }
  }
}
