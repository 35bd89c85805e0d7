package org.lumoauth.oauth.clients.scope;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.Builders.aClient;
import static org.lumoauth.testkit.builder.Builders.aTenant;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.MetadataContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.AccessTokenRequest;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.api.token.TokensToEnd;
import org.lumoauth.api.web.Problem;
import org.lumoauth.oauth.clients.ClientMemory;
import org.lumoauth.oauth.clients.ClientRegistry;
import org.lumoauth.oauth.clients.ClientStore;
import org.lumoauth.oauth.clients.ClientsUnit;
import org.lumoauth.oauth.clients.TokenLifetimes;
import org.lumoauth.oauth.clients.rest.ClientBody;
import org.lumoauth.oauth.clients.transfer.ScopesSection;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeClients;
import org.lumoauth.testkit.fake.FakeDomainEvents;
import org.lumoauth.testkit.fake.FakeIdentifiers;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.FakeSecretVault;
import org.lumoauth.testkit.fake.FakeTokenService;
import org.lumoauth.testkit.race.AtOnce;

class ScopeRegistryTest {
  private static final TenantContext ACME = aTenant().build();
  private static final TenantContext GLOBEX = aTenant("globex").build();
  private static final Initiator ADMIN = Initiator.server("test");

  private final FakeTokenService tokens = new FakeTokenService();
  private final FakeAuditLog log = new FakeAuditLog();

  @DatabaseTest
  void listsWhatModulesBringAndWhatTheTenantMade(TestDatabase database) {
    var room = new Room(database);
    room.make("orders:read");

    var listed = room.scopes.list(ACME);

    assertEquals(List.of("openid", "orders:read"), listed.stream().map(TenantScope::name).toList());
    assertEquals(List.of(true, false), listed.stream().map(TenantScope::isSystem).toList());
    assertEquals(2, listed.stream().map(TenantScope::id).distinct().count());
  }

  @DatabaseTest
  void refusesANameThatIsTaken(TestDatabase database) {
    var room = new Room(database);
    room.make("orders:read");

    for (String name : List.of("orders:read", "openid")) {
      assertEquals(409, assertThrows(Problem.class, () -> room.make(name)).status());
    }
    room.make("Orders:read"); // another name: bytes decide
  }

  @DatabaseTest
  void keepsTenantsApart(TestDatabase database) {
    var room = new Room(database);
    var made = room.make("orders:read");
    room.scopes.create(GLOBEX, scope("orders:read"), ADMIN);

    room.scopes.delete(GLOBEX, "orders:read", ADMIN);

    assertEquals(List.of(made), room.scopes.made(ACME));
    var stranger = Long.toString(made.id());
    assertEquals(
        404,
        assertThrows(Problem.class, () -> room.scopes.delete(GLOBEX, stranger, ADMIN)).status());
  }

  @DatabaseTest
  void takesAScopeThatGoesFromEveryClientAndEndsTheirTokens(TestDatabase database)
      throws InvalidTokenException {
    var room = new Room(database);
    var scope = room.make("orders:read");
    var holder = room.client("orders:read", "orders:read:all");
    var other = room.client("orders:read:all");
    var lost = issue(room, holder);
    var kept = issue(room, other);

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
  void writesItDownWithTheScopeThatTokensEnd(TestDatabase database) {
    var room = new Room(database);
    room.make("orders:read");
    var holder = room.client("orders:read");
    var ends = new TokensToEnd(ACME.id(), new SubjectRef(SubjectRef.CLIENT, holder)).event();
    room.scopes.delete(ACME, "orders:read", ADMIN);
    assertEquals(List.of(ends), room.events.written());
    assertTrue(room.events.published().contains(ends));
    room.make("orders:write");
    room.client("orders:write");
    room.events.refuseToWrite();

    assertThrows(RuntimeException.class, () -> room.scopes.delete(ACME, "orders:write", ADMIN));

    assertEquals("orders:write", room.scopes.made(ACME).get(0).name());
  }

  @DatabaseTest
  void takesAScopeFromAClientThatIsChangedAtTheSameMoment(TestDatabase database) throws Exception {
    var room = new Room(database);
    for (int round = 0; round < 15; round++) {
      room.make("orders:read");
      var holder = room.client("orders:read");

      AtOnce.all(
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
  void leavesWhatModulesBring(TestDatabase database) {
    var room = new Room(database);

    assertEquals(
        403, assertThrows(Problem.class, () -> room.scopes.delete(ACME, "openid", ADMIN)).status());
  }

  @DatabaseTest
  void saysAtOnceWhatAScopeStandsForAndNoLongerWhenItIsGone(TestDatabase database) {
    var room = new Room(database);
    assertEquals(Optional.empty(), room.memory.describe(ACME, "orders:read"));

    room.make("orders:read");
    assertEquals(Optional.of("See your orders"), room.memory.describe(ACME, "orders:read"));
    assertEquals(Optional.empty(), room.memory.describe(GLOBEX, "orders:read"));

    room.scopes.delete(ACME, "orders:read", ADMIN);
    assertEquals(Optional.empty(), room.memory.describe(ACME, "orders:read"));
  }

  @DatabaseTest
  void givesNewClientsWhatIsDefault(TestDatabase database) {
    var room = new Room(database);
    room.make("orders:read");
    room.scopes.create(ACME, NewScope.of(Map.of("name", "catalog:read", "isDefault", true)), ADMIN);

    assertEquals(List.of("catalog:read"), room.memory.ofNewClients(ACME));
    assertEquals(List.of(), room.memory.ofNewClients(GLOBEX));
  }

  @DatabaseTest
  void namesThemInTheMetadata(TestDatabase database) {
    var room = new Room(database);
    room.make("orders:read");
    var metadata = new HashMap<String, Object>();
    metadata.put("scopes_supported", new ArrayList<Object>(List.of("openid")));

    new ScopesMetadata(room.memory).contribute(ACME, metadata);

    assertEquals(List.of("openid", "orders:read"), metadata.get("scopes_supported"));
  }

  @DatabaseTest
  void stopsAtAsManyAsMetadataCanCarry(TestDatabase database) {
    var room = new Room(database);
    for (int i = 0; i < ScopeRegistry.MAX_SCOPES; i++) {
      room.store.add(ACME.id(), scope("s" + i));
    }

    assertEquals(422, assertThrows(Problem.class, () -> room.make("one-more")).status());
  }

  @DatabaseTest
  void takesBackWhatItExported(TestDatabase database) {
    var room = new Room(database);
    room.make("orders:read");
    var section = new ScopesSection(room.scopes);
    var exported = section.export(ACME);

    section.put(ACME, exported.get(0), true, ADMIN);
    section.put(GLOBEX, exported.get(0), false, ADMIN);

    assertEquals(exported, section.export(ACME));
    assertEquals(exported, section.export(GLOBEX));
  }

  @DatabaseTest
  void forgetsTheScopesOfATenantThatIsDeleted(TestDatabase database) {
    var room = new Room(database);
    room.make("orders:read");
    room.scopes.create(GLOBEX, scope("orders:read"), ADMIN);

    new ScopesOfTenants(room.store, room.memory).erase(ACME.id());

    assertTrue(room.scopes.made(ACME).isEmpty());
    assertFalse(room.scopes.made(GLOBEX).isEmpty());
  }

  private String issue(Room room, String clientId) {
    var subject = new SubjectRef(SubjectRef.CLIENT, clientId);
    var client = aClient().withId(clientId).of(subject).build();
    return tokens
        .issue(
            ACME,
            new AccessTokenRequest(
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

  private static NewScope scope(String name) {
    return new NewScope(name, Optional.of("See your orders"), false);
  }

  /** The bundle on one node, where a module brings the scope {@code openid}. */
  private final class Room {
    final FakeDomainEvents events = new FakeDomainEvents();
    final ScopeStore store;
    final ScopeMemory memory;
    final ClientRegistry clients;
    final ScopeRegistry scopes;

    Room(TestDatabase database) {
      var unit = ClientsUnit.on(database.open(ClientsUnit.DEFINITION));
      store = new ScopeStore(unit);
      memory = new ScopeMemory(store);
      var kept = new ClientStore(unit);
      clients =
          new ClientRegistry(
              kept,
              new ClientMemory(kept),
              new FakeClients(),
              new FakeIdentifiers(),
              new FakeSecretVault(),
              tokens,
              events,
              log);
      MetadataContributor openid =
          (tenant, metadata) ->
              metadata.put("scopes_supported", new ArrayList<Object>(List.of("openid")));
      var modules =
          new FakeProviderRegistry()
              .with(MetadataContributor.class, "oauth-openid", openid)
              .with(MetadataContributor.class, ScopesMetadata.NAME, new ScopesMetadata(memory));
      scopes = new ScopeRegistry(store, memory, new SystemScopes(modules), clients, events, log);
    }

    TenantScope make(String name) {
      return scopes.create(ACME, scope(name), ADMIN);
    }

    String client(String... names) {
      var body = Map.<String, Object>of("name", "Robot", "scopes", List.of(names));
      var settings = ClientBody.create(body, TokenLifetimes.STANDARD_SECONDS);
      return clients.create(ACME, settings, ADMIN).client().clientId();
    }

    List<String> scopesOf(String clientId) {
      return clients.get(ACME, clientId).settings().scopes();
    }
  }
}
