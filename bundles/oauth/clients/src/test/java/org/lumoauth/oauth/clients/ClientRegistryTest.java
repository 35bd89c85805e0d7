package org.lumoauth.oauth.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.Builders.aClient;
import static org.lumoauth.testkit.builder.Builders.aTenant;

import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.SubjectStatus;
import org.lumoauth.api.event.Announcement;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.AccessTokenRequest;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.api.token.TokensToEnd;
import org.lumoauth.api.web.PageRequest;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeClients;
import org.lumoauth.testkit.fake.FakeDomainEvents;
import org.lumoauth.testkit.fake.FakeIdentifiers;
import org.lumoauth.testkit.fake.FakeSecretVault;
import org.lumoauth.testkit.fake.FakeTokenService;

class ClientRegistryTest {

  private static final TenantContext ACME = aTenant().build();
  private static final TenantContext GLOBEX = aTenant("globex").build();
  private static final Initiator ADMIN = Initiator.server("test");

  private final FakeSecretVault vault = new FakeSecretVault();
  private final FakeTokenService tokens = new FakeTokenService();
  private final FakeDomainEvents events = new FakeDomainEvents();
  private final FakeAuditLog log = new FakeAuditLog();
  private final FakeClients others = new FakeClients();

  @DatabaseTest
  void findsAClientByIdAndSecret(TestDatabase database) {
    var room = new Room(database);
    var created = room.registry.create(ACME, settings("Robot", true), ADMIN);
    var id = created.client().clientId();

    assertEquals("Robot", room.source.find(ACME, id).orElseThrow().name());
    assertTrue(room.source.verifySecret(ACME, id, created.secret().orElseThrow()));
    assertFalse(room.source.verifySecret(ACME, id, "guess"));
  }

  @DatabaseTest
  void keepsEverythingThatWasSet(TestDatabase database) {
    var room = new Room(database);
    var set = settings("Robot", true);
    var id = room.registry.create(ACME, set, ADMIN).client().clientId();

    assertEquals(set, room.registry.get(ACME, id).settings());
  }

  @DatabaseTest
  void makesEachOfSeveralChangesAtOnce(TestDatabase database) throws Exception {
    var room = new Room(database);
    var id = room.registry.create(ACME, settings("Robot", true), ADMIN).client().clientId();
    var pool = Executors.newFixedThreadPool(6);
    try {
      var changes = new ArrayList<Callable<Object>>();
      for (int i = 0; i < 12; i++) {
        String scope = "scope-" + i;
        changes.add(() -> room.registry.change(ACME, id, of -> withScope(of, scope), ADMIN));
        changes.add(() -> room.registry.rotateSecret(ACME, id, Duration.ZERO, ADMIN));
      }
      for (var done : pool.invokeAll(changes)) {
        done.get(30, TimeUnit.SECONDS);
      }
    } finally {
      pool.shutdownNow();
    }

    assertEquals(14, room.registry.get(ACME, id).settings().scopes().size());
  }

  private static ClientSettings withScope(ClientSettings of, String another) {
    var scopes = new ArrayList<>(of.scopes());
    scopes.add(another);
    return of.withScopes(scopes);
  }

  @DatabaseTest
  void findsNoClientOfAnotherTenant(TestDatabase database) {
    var room = new Room(database);
    var created = room.registry.create(ACME, settings("Robot", true), ADMIN);
    var id = created.client().clientId();

    assertEquals(Optional.empty(), room.source.find(GLOBEX, id));
    assertFalse(room.source.verifySecret(GLOBEX, id, created.secret().orElseThrow()));
    assertThrows(Problem.class, () -> room.registry.get(GLOBEX, id));
    assertThrows(Problem.class, () -> room.registry.delete(GLOBEX, id, ADMIN));
    assertThrows(Problem.class, () -> room.registry.rotateSecret(GLOBEX, id, Duration.ZERO, ADMIN));
  }

  @DatabaseTest
  void remembersWhoSetWhatAClientAuthenticatesBy(TestDatabase database) {
    var room = new Room(database);
    var ada = new SubjectRef(SubjectRef.USER, "usr_ada");
    var bob = new SubjectRef(SubjectRef.USER, "usr_bob");
    var eve = new SubjectRef(SubjectRef.USER, "usr_eve");
    var id = room.registry.create(ACME, settings("Robot", true), by(ada)).client().clientId();
    var publicly = room.registry.create(ACME, settings("App", false), by(ada)).client();
    assertEquals(Set.of(ada), room.source.credentialsSetBy(ACME, id));
    assertEquals(Set.of(), room.source.credentialsSetBy(GLOBEX, id));
    assertEquals(Set.of(), room.source.credentialsSetBy(ACME, publicly.clientId()));

    room.registry.rotateSecret(ACME, id, Duration.ZERO, by(bob));
    room.registry.rotateSecret(ACME, id, Duration.ZERO, ADMIN);
    room.registry.change(ACME, id, of -> withScope(of, "more"), by(eve));
    assertEquals(Set.of(ada, bob), room.source.credentialsSetBy(ACME, id));

    room.registry.change(
        ACME, id, of -> of.authenticatingBy(List.of("client_secret_post")), by(eve));
    assertEquals(Set.of(ada, bob, eve), room.source.credentialsSetBy(ACME, id));
  }

  @DatabaseTest
  void remembersWhoSetTheSecretBeforeWhileATokenThatWasGotByItLives(TestDatabase database) {
    var room = new Room(database);
    var ada = new SubjectRef(SubjectRef.USER, "usr_ada");
    var id = room.registry.create(ACME, settings("Robot", true), by(ada)).client().clientId();
    var month = Duration.ofDays(30);

    room.registry.rotateSecret(ACME, id, month, ADMIN);

    var setBy = room.store.find(ACME.id(), id).orElseThrow().setBy();
    var rotated = Instant.now();
    assertEquals(Set.of("usr_ada"), setBy.at(rotated.plus(month).plus(month).minusSeconds(60)));
    assertEquals(Set.of(), setBy.at(rotated.plus(month).plus(month)));
  }

  private static Initiator by(SubjectRef user) {
    return new Initiator(user, List.of(), Optional.empty());
  }

  @DatabaseTest
  void givesAPublicClientNoSecret(TestDatabase database) {
    var room = new Room(database);
    var created = room.registry.create(ACME, settings("App", false), ADMIN);
    var id = created.client().clientId();

    assertEquals(Optional.empty(), created.secret());
    assertFalse(room.source.verifySecret(ACME, id, ""));
    assertEquals(
        400,
        assertThrows(
                Problem.class, () -> room.registry.rotateSecret(ACME, id, Duration.ZERO, ADMIN))
            .status());
  }

  @DatabaseTest
  void disablesAClientForTheNextQuestionAndEndsItsTokens(TestDatabase database) {
    var room = new Room(database);
    var client = room.registry.create(ACME, settings("Robot", true), ADMIN).client();
    var jwt = issue(client);
    assertEquals(SubjectStatus.ENABLED, room.subjects.status(ACME, client.subject()));

    room.registry.change(ACME, client.clientId(), was -> was.withActive(false), ADMIN);

    assertEquals(SubjectStatus.DISABLED, room.subjects.status(ACME, client.subject()));
    assertFalse(room.source.find(ACME, client.clientId()).orElseThrow().enabled());
    assertThrows(InvalidTokenException.class, () -> tokens.verify(ACME, jwt));
    assertEquals("client.disabled", log.last(ACME.id()).event().action());
  }

  @DatabaseTest
  void endsTheTokensOfAClientThatLosesAScope(TestDatabase database) {
    var room = new Room(database);
    var client = room.registry.create(ACME, settings("Robot", true), ADMIN).client();
    var jwt = issue(client);

    room.registry.change(ACME, client.clientId(), was -> was.withScopes(List.of("a")), ADMIN);

    assertThrows(InvalidTokenException.class, () -> tokens.verify(ACME, jwt));
  }

  @DatabaseTest
  void endsTheTokensOfAClientThatIsHeldToAnotherProfile(TestDatabase database) {
    var room = new Room(database);
    var client = room.registry.create(ACME, settings("Robot", true), ADMIN).client();
    for (String profile : List.of("fapi2-security", "fapi2-message-signing")) {
      var jwt = issue(client);

      room.registry.change(ACME, client.clientId(), was -> heldTo(was, profile), ADMIN);

      assertThrows(InvalidTokenException.class, () -> tokens.verify(ACME, jwt), profile);
    }
  }

  @DatabaseTest
  void keepsTheTokensOfAClientWhoseProfileStays(TestDatabase database) throws Exception {
    var room = new Room(database);
    var client =
        room.registry
            .create(ACME, heldTo(settings("Robot", true), "fapi2-security"), ADMIN)
            .client();
    var jwt = issue(client);

    room.registry.change(
        ACME, client.clientId(), was -> was.withScopes(List.of("a", "b", "c")), ADMIN);

    assertEquals(client.clientId(), tokens.verify(ACME, jwt).clientId());
  }

  private static ClientSettings heldTo(ClientSettings of, String profile) {
    return new ClientSettings(
        of.name(),
        of.confidential(),
        of.active(),
        of.requiresPkce(),
        of.applicationType(),
        of.grantTypes(),
        of.scopes(),
        of.authenticationMethods(),
        of.redirectUris(),
        of.audienceUris(),
        of.accessTokenSeconds(),
        of.refreshTokenSeconds(),
        Map.of("profile", profile));
  }

  @DatabaseTest
  void keepsTheTokensOfAClientThatGetsAScope(TestDatabase database) throws Exception {
    var room = new Room(database);
    var client = room.registry.create(ACME, settings("Robot", true), ADMIN).client();
    var jwt = issue(client);

    room.registry.change(
        ACME, client.clientId(), was -> was.withScopes(List.of("a", "b", "c")), ADMIN);

    assertEquals(client.clientId(), tokens.verify(ACME, jwt).clientId());
  }

  @DatabaseTest
  void forgetsTheOldSecretWhenThereIsANewOne(TestDatabase database) {
    var room = new Room(database);
    var created = room.registry.create(ACME, settings("Robot", true), ADMIN);
    var id = created.client().clientId();
    var old = created.secret().orElseThrow();
    assertTrue(room.source.verifySecret(ACME, id, old));

    var fresh = room.registry.rotateSecret(ACME, id, Duration.ZERO, ADMIN);

    assertFalse(room.source.verifySecret(ACME, id, old));
    assertTrue(room.source.verifySecret(ACME, id, fresh));
  }

  @DatabaseTest
  void forgetsAClientThatIsRemoved(TestDatabase database) {
    var room = new Room(database);
    var client = room.registry.create(ACME, settings("Robot", true), ADMIN).client();
    var jwt = issue(client);
    room.registry.delete(ACME, client.clientId(), ADMIN);

    assertEquals(SubjectStatus.UNKNOWN, room.subjects.status(ACME, client.subject()));
    assertThrows(InvalidTokenException.class, () -> tokens.verify(ACME, jwt));
    assertEquals(
        404,
        assertThrows(Problem.class, () -> room.registry.get(ACME, client.clientId())).status());
  }

  @DatabaseTest
  void givesNobodyTheIdOfAClientThatIsRemoved(TestDatabase database) {
    var room = new Room(database);
    var id = room.registry.create(ACME, settings("Robot", true), ADMIN).client().clientId();
    room.registry.delete(ACME, id, ADMIN);

    var refusal =
        assertThrows(
            Problem.class, () -> room.registry.create(ACME, id, settings("Heir", true), ADMIN));

    assertEquals("duplicate_resource", refusal.code());
    assertEquals(
        id, room.registry.create(GLOBEX, id, settings("Other", true), ADMIN).client().clientId());
  }

  @DatabaseTest
  void givesNobodyTheIdOfAnAgentThatIsOrWas(TestDatabase database) {
    var room = new Room(database);
    others.with(ACME, aClient().withId("cli_living").build()).gone(ACME, "cli_gone");

    for (var id : List.of("cli_living", "cli_gone")) {
      var refusal =
          assertThrows(
              Problem.class, () -> room.registry.create(ACME, id, settings("Heir", true), ADMIN));
      assertEquals("duplicate_resource", refusal.code());
      assertEquals(Optional.empty(), room.registry.find(ACME, id));
    }
  }

  @DatabaseTest
  void givesNobodyTheIdOfAClientThatIsRemovedJustThen(TestDatabase database) throws Exception {
    var room = new Room(database);
    var id = room.registry.create(ACME, settings("Robot", true), ADMIN).client().clientId();
    var heir =
        new FutureTask<>(() -> room.registry.create(ACME, id, settings("Heir", true), ADMIN));
    var asking = new Thread(heir);

    room.store.remove(
        ACME.id(),
        id,
        new Announcement() {
          @Override
          public void write(Connection connection) {
            asking.start();
            try {
              asking.join(500); // it waits for the row by then
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          }

          @Override
          public void publish() {
            // nobody is told
          }
        });

    var failure = assertThrows(ExecutionException.class, () -> heir.get(30, TimeUnit.SECONDS));
    assertEquals("duplicate_resource", assertInstanceOf(Problem.class, failure.getCause()).code());
    assertEquals(Optional.empty(), room.store.find(ACME.id(), id));
  }

  @DatabaseTest
  void writesItDownWithTheRemovalAlone(TestDatabase database) {
    var room = new ClientRoom(database);
    var id = room.client(ACME, "Robot").client().clientId();
    var kept = room.client(ACME, "Other").client().clientId();
    room.registry.delete(ACME, id, ADMIN);
    assertEquals(
        List.of(new DomainEvent("client.changed", ACME.id(), id), tokensOf(id)),
        room.events.written());
    room.events.refuseToWrite();

    assertThrows(RuntimeException.class, () -> room.registry.delete(ACME, kept, ADMIN));

    assertEquals(kept, room.registry.get(ACME, kept).clientId());
  }

  @DatabaseTest
  void writesItDownWithTheNarrowingThatTokensEnd(TestDatabase database) {
    var room = new ClientRoom(database);
    var id = room.client(ACME, "Robot").client().clientId();
    room.registry.change(ACME, id, was -> was.withScopes(List.of("a", "b")), ADMIN);
    assertEquals(List.of(), room.events.written());
    room.registry.change(ACME, id, was -> was.withScopes(List.of("a")), ADMIN);
    assertEquals(List.of(tokensOf(id)), room.events.written());
    assertTrue(room.events.published(TokensToEnd.TYPE, tokensOf(id).id()));
    room.events.refuseToWrite();

    assertThrows(
        RuntimeException.class,
        () -> room.registry.change(ACME, id, was -> was.withActive(false), ADMIN));

    assertTrue(room.registry.get(ACME, id).settings().active());
  }

  private static DomainEvent tokensOf(String clientId) {
    return new TokensToEnd(ACME.id(), new SubjectRef(SubjectRef.CLIENT, clientId)).event();
  }

  @DatabaseTest
  void seesByEventWhatAnotherNodeChanged(TestDatabase database) {
    var here = new Room(database);
    var there = new Room(database);
    var client = there.registry.create(ACME, settings("Robot", true), ADMIN).client();
    assertTrue(here.source.find(ACME, client.clientId()).orElseThrow().enabled());
    events.tell(here.memory);

    there.registry.change(ACME, client.clientId(), was -> was.withActive(false), ADMIN);

    assertFalse(here.source.find(ACME, client.clientId()).orElseThrow().enabled());
  }

  @DatabaseTest
  void listsSearchesAndSorts(TestDatabase database) {
    var room = new Room(database);
    for (String name : List.of("Beta", "alpha", "Alphabet")) {
      room.registry.create(ACME, settings(name, true), ADMIN);
    }
    room.registry.create(GLOBEX, settings("Alpha of another", true), ADMIN);
    var page =
        room.registry.list(
            ACME, new PageRequest(1, 1, Optional.of("ALPHA"), Optional.of("createdAt"), true));

    assertEquals(2, page.total());
    assertEquals("Alphabet", page.items().get(0).settings().name());
  }

  @DatabaseTest
  void takesNoPartOfASearchForAPattern(TestDatabase database) {
    var room = new Room(database);
    room.registry.create(ACME, settings("Robot", true), ADMIN);

    assertEquals(
        0,
        room.registry
            .list(ACME, new PageRequest(1, 25, Optional.of("%"), Optional.empty(), false))
            .total());
  }

  @DatabaseTest
  void refusesToSortByWhatItDoesNotKnow(TestDatabase database) {
    var room = new Room(database);
    var page = new PageRequest(1, 25, Optional.empty(), Optional.of("secretHash"), false);

    assertEquals(422, assertThrows(Problem.class, () -> room.registry.list(ACME, page)).status());
  }

  @DatabaseTest
  void putsNoSecretIntoTheAuditLog(TestDatabase database) {
    var room = new Room(database);
    var created = room.registry.create(ACME, settings("Robot", true), ADMIN);
    var fresh = room.registry.rotateSecret(ACME, created.client().clientId(), Duration.ZERO, ADMIN);
    var text = log.of(ACME.id()).toString();

    assertFalse(text.contains(created.secret().orElseThrow()));
    assertFalse(text.contains(fresh));
  }

  @DatabaseTest
  void removesTheClientsOfATenantThatIsErased(TestDatabase database) {
    var room = new Room(database);
    var client = room.registry.create(ACME, settings("Robot", true), ADMIN).client();
    new ClientsOfTenants(room.store, room.memory).erase(ACME.id());

    assertEquals(Optional.empty(), room.source.find(ACME, client.clientId()));
  }

  private String issue(RegisteredClient client) {
    return tokens
        .issue(
            ACME,
            new AccessTokenRequest(
                client.asClient(),
                client.subject(),
                List.of(),
                Set.of("a"),
                List.of(),
                Duration.ofHours(1),
                Optional.empty(),
                Map.of()))
        .value();
  }

  @DatabaseTest
  void letsTheOldSecretOverlapForAsLongAsAsked(TestDatabase database) {
    var room = new Room(database);
    var created = room.registry.create(ACME, settings("Robot", true), ADMIN);
    var id = created.client().clientId();
    var before = created.secret().orElseThrow();
    var now = Instant.now();

    room.registry.rotateSecret(ACME, id, Duration.ofHours(1), ADMIN);

    assertTrue(room.sourceAt(now.plusSeconds(60)).verifySecret(ACME, id, before));
    assertFalse(room.sourceAt(now.plusSeconds(3_700)).verifySecret(ACME, id, before));
  }

  @DatabaseTest
  void endsTheOldSecretAtOnceIfNothingIsSaid(TestDatabase database) {
    var room = new Room(database);
    var created = room.registry.create(ACME, settings("Robot", true), ADMIN);
    var id = created.client().clientId();

    room.registry.rotateSecret(ACME, id, Duration.ZERO, ADMIN);

    assertFalse(room.source.verifySecret(ACME, id, created.secret().orElseThrow()));
  }

  @DatabaseTest
  void givesNoSecretToAClientThatNeedsNone(TestDatabase database) {
    var room = new Room(database);
    var settings = settings("Robot", true).authenticatingBy(List.of("private_key_jwt"));

    assertEquals(Optional.empty(), room.registry.create(ACME, settings, ADMIN).secret());
  }

  private static ClientSettings settings(String name, boolean confidential) {
    return new ClientSettings(
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

  private final FakeIdentifiers identifiers = new FakeIdentifiers();

  /** The bundle on one node. */
  private final class Room {
    final ClientStore store;
    final ClientMemory memory;
    final RegisteredClientSource source;
    final ClientSubjectSource subjects;
    final ClientRegistry registry;

    RegisteredClientSource sourceAt(Instant now) {
      return new RegisteredClientSource(memory, vault, () -> now);
    }

    Room(TestDatabase database) {
      store = new ClientStore(ClientsUnit.on(database.open(ClientsUnit.DEFINITION)));
      memory = new ClientMemory(store);
      source = new RegisteredClientSource(memory, vault);
      subjects = new ClientSubjectSource(memory);
      registry = new ClientRegistry(store, memory, others, identifiers, vault, tokens, events, log);
    }
  }
}
