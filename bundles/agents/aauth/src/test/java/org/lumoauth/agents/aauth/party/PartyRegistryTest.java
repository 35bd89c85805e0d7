package org.lumoauth.agents.aauth.party;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.Builders.aTenant;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.lumoauth.api.agent.AgentRegistry;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.keys.foreign.ForeignSignatures;
import org.lumoauth.platform.keys.signing.JcaProvider;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.builder.JwtSigner;
import org.lumoauth.testkit.fake.FakeAgentRegistry;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeDomainEvents;
import org.lumoauth.testkit.fake.FakeIdentifiers;
import org.lumoauth.testkit.fake.FakeProviderRegistry;

class PartyRegistryTest {

  private static final TenantContext ACME = aTenant().build();
  private static final TenantContext GLOBEX = aTenant("globex").build();
  private static final Initiator ADMIN = Initiator.server("test");
  private static final String URL = "https://agent.example";
  private static final long PATIENCE_SECONDS = 30;

  private final Map<String, JwtSigner> keys = new HashMap<>();
  private final FakeDomainEvents events = new FakeDomainEvents();
  private final FakeAuditLog log = new FakeAuditLog();
  private final FakeAgentRegistry agents = new FakeAgentRegistry();
  private final FakeProviderRegistry modules =
      new FakeProviderRegistry().with(AgentRegistry.class, "agents", agents);
  private final KeySetters setters =
      new KeySetters(new Agents(modules), new ForeignSignatures(JcaProvider.fastest()));

  @DatabaseTest
  void keepsWhatWasSet(TestDatabase database) {
    var registry = registry(store(database));
    Party made = registry.create(ACME, settings(URL), ADMIN);

    assertEquals(settings(URL), registry.get(ACME, PartySettings.AGENT, made.id()).settings());
    assertEquals("aauth_agent.created", log.last(ACME.id()).event().action());
  }

  @DatabaseTest
  void endsWhatWasMadeBeforeItWasStopped(TestDatabase database) {
    var store = store(database);
    var identifiers = new FakeIdentifiers();
    var registry =
        new PartyRegistry(store, new PartyMemory(store), setters, identifiers, events, log);
    Party made = registry.create(ACME, settings(URL), ADMIN);
    assertEquals("", made.settings().endedUpTo());
    String before = identifiers.next(PartyRegistry.MADE);

    registry.change(ACME, PartySettings.AGENT, made.id(), was -> enabled(was, false), ADMIN);
    registry.change(ACME, PartySettings.AGENT, made.id(), was -> enabled(was, true), ADMIN);

    String ended = registry.get(ACME, PartySettings.AGENT, made.id()).settings().endedUpTo();
    assertTrue(before.compareTo(ended) < 0, ended);
    assertTrue(identifiers.next(PartyRegistry.MADE).compareTo(ended) > 0, ended);
  }

  /** Whoever sets the keys of a party can be the agent that it is. */
  @DatabaseTest
  void tellsWhoSetsTheKeysOfAnAgent(TestDatabase database) {
    var registry = registry(store(database));
    String id = registry.create(ACME, withKeys(settings(URL), "kid_0"), by("usr_ada")).id();
    change(registry, id, was -> enabled(was, false), "usr_eve");
    assertEquals(Set.of(user("usr_ada")), agents.credentialsSetBy(ACME, "agt_1"));

    change(registry, id, was -> withKeys(was, "kid_1", "kid_2"), "usr_bob");
    assertEquals(List.of(id), agents.ended(), "none of her keys is left");
    change(registry, id, was -> withKeys(was, "kid_2", "kid_3"), "usr_eve");

    assertEquals(List.of(id), agents.ended(), "one of his is");
    assertEquals(
        Set.of(user("usr_ada"), user("usr_bob"), user("usr_eve")),
        agents.credentialsSetBy(ACME, "agt_1"));
  }

  /** By thumbprints (RFC 7638): what else a JWK says changes, and who knows the key does not. */
  @DatabaseTest
  void countsWhoSetAKeyOnHoweverItIsWritten(TestDatabase database) {
    var registry = registry(store(database));
    String id = registry.create(ACME, withKeys(settings(URL), "kid_1"), by("usr_ada")).id();
    Map<String, Object> renamed = new HashMap<>(jwk("kid_1"));
    renamed.put("kid", "kid_2");
    renamed.put("use", "sig");

    change(registry, id, was -> withKeys(was, List.of(renamed)), "usr_bob");
    change(registry, id, was -> withKeysAt(was, URL + "/keys"), "usr_bob");
    change(registry, id, was -> withKeysAt(was, URL + "/same"), "usr_bob");
    change(registry, id, was -> withKeys(was, "kid_1"), "usr_bob");
    assertEquals(List.of(), agents.ended(), "it may be the same key each time");

    change(registry, id, was -> withKeys(was, "kid_2"), "usr_bob");
    assertEquals(List.of(id), agents.ended());
  }

  /** Of two who replace the keys, the later one's hold. */
  @DatabaseTest
  void endsNobodysKeysWhoReplacedThemMeanwhile(TestDatabase database) {
    var registry = registry(store(database));
    String id = registry.create(ACME, withKeys(settings(URL), "kid_0"), by("usr_ada")).id();
    var first = new AtomicBoolean(true);
    events.tell(
        event -> {
          if (first.getAndSet(false)) { // once Bob's are stored, before that is told
            change(registry, id, was -> withKeys(was, "kid_2"), "usr_eve");
            assertEquals(List.of(id), agents.ended(), "Bob's");
          }
        });

    change(registry, id, was -> withKeys(was, "kid_1"), "usr_bob");

    assertEquals(List.of(id), agents.ended(), "Eve's hold");
  }

  @DatabaseTest
  void letsNobodyCountForWhatIsRefused(TestDatabase database) {
    var registry = registry(store(database));
    String id = registry.create(ACME, settings(URL), by("usr_ada")).id();
    registry.create(ACME, settings(URL + "/2"), by("usr_ada"));

    assertEquals(
        409,
        status(
            () -> change(registry, id, was -> withKeys(settings(URL + "/2"), "kid_1"), "usr_eve")));
    assertEquals(Set.of(user("usr_ada")), agents.credentialsSetBy(ACME, "agt_1"));
    UnaryOperator<PartySettings> removed =
        settings -> {
          String made =
              registry.list(ACME, PartySettings.AGENT).stream()
                  .filter(party -> party.settings().identifier().equals(URL + "/3"))
                  .findFirst()
                  .orElseThrow()
                  .id();
          registry.delete(ACME, PartySettings.AGENT, made, by("usr_bob"));
          return settings;
        };
    assertEquals(
        409, status(() -> registry.create(ACME, settings(URL + "/3"), removed, by("usr_eve"))));

    // By the removal, and once more: Eve may have come to be known after it.
    assertEquals(List.of("agt_1", "agt_1"), agents.endedOf());
  }

  @DatabaseTest
  void tellsWhoKnowsTheKeysWhereAPartyBecomesAnotherAgent(TestDatabase database) {
    var registry = registry(store(database));
    String id = registry.create(ACME, settings(URL), by("usr_ada")).id();

    change(registry, id, was -> was.asAgent("agt_2"), "usr_bob");

    assertEquals(Set.of(user("usr_ada"), user("usr_bob")), agents.credentialsSetBy(ACME, "agt_2"));
    assertEquals(List.of(id), agents.ended());
    registry.delete(ACME, PartySettings.AGENT, id, by("usr_eve"));
    assertEquals(List.of(id, id), agents.ended());
  }

  @DatabaseTest
  void endsNobodyOfTheAgentThatAPartyIsAgain(TestDatabase database) {
    var registry = registry(store(database));
    String id = registry.create(ACME, settings(URL), by("usr_ada")).id();
    var first = new AtomicBoolean(true);
    events.tell(
        event -> {
          if (first.getAndSet(false)) { // once it is the other, before that is told
            change(registry, id, was -> was.asAgent("agt_1"), "usr_eve");
            assertEquals(List.of("agt_2"), agents.endedOf());
          }
        });

    change(registry, id, was -> was.asAgent("agt_2"), "usr_bob");

    assertEquals(List.of("agt_2"), agents.endedOf(), "who knows the keys asks as agt_1 again");
  }

  @DatabaseTest
  void takesNoKeysWhileNobodyKeepsWhoSetThem(TestDatabase database) {
    var registry = registry(store(database));
    Party made = registry.create(ACME, settings(URL), by("usr_ada"));
    modules.lacking(AgentRegistry.class, "agents", "agents-registry");

    assertEquals(503, status(() -> registry.create(ACME, settings(URL + "/2"), by("usr_bob"))));
    assertEquals(
        503, status(() -> change(registry, made.id(), was -> withKeys(was, "k"), "usr_bob")));

    assertEquals(List.of(made), registry.list(ACME, PartySettings.AGENT));
    change(registry, made.id(), was -> enabled(was, false), "usr_bob");
    registry.delete(ACME, PartySettings.AGENT, made.id(), by("usr_bob"));
  }

  @DatabaseTest
  void endsWhoKnowsTheKeysThoughTheRegistryComesBackJustThen(TestDatabase database) {
    var registry = registry(store(database));
    String id = registry.create(ACME, settings(URL), by("usr_ada")).id();
    modules.recovering(AgentRegistry.class, "agents", "agents-registry", agents);

    registry.delete(ACME, PartySettings.AGENT, id, by("usr_bob"));

    assertEquals(List.of(id), agents.ended());
  }

  @DatabaseTest
  void recordsWhatWasChangedThoughTheEndOfKeysCannotBeKept(TestDatabase database) {
    var registry = registry(store(database));
    String id = registry.create(ACME, settings(URL), by("usr_ada")).id();
    agents.keepingNoEnds();

    change(registry, id, was -> was.asAgent("agt_2"), "usr_bob");
    assertEquals("aauth_agent.updated", log.last(ACME.id()).event().action());
    registry.delete(ACME, PartySettings.AGENT, id, by("usr_bob"));

    assertEquals("aauth_agent.deleted", log.last(ACME.id()).event().action());
  }

  private static void change(
      PartyRegistry registry, String id, UnaryOperator<PartySettings> change, String userId) {
    registry.change(ACME, PartySettings.AGENT, id, change, by(userId));
  }

  private static Initiator by(String userId) {
    return new Initiator(user(userId), List.of(), Optional.empty());
  }

  private static SubjectRef user(String id) {
    return new SubjectRef(SubjectRef.USER, id);
  }

  @DatabaseTest
  void comparesIdentifiersByteForByte(TestDatabase database) {
    var store = store(database);
    var registry = registry(store);
    registry.create(ACME, settings(URL), ADMIN);
    registry.create(ACME, settings("https://AGENT.example"), ADMIN);

    assertEquals(Optional.empty(), named(store, ACME, URL + "/"));
    assertEquals(2, registry.list(ACME, PartySettings.AGENT).size());
    assertEquals(409, status(() -> registry.create(ACME, settings(URL), ADMIN)));
  }

  @DatabaseTest
  void asksForTheRestOfNoneThatCannotBe(TestDatabase database) {
    var registry = registry(store(database));
    registry.create(ACME, settings(URL), ADMIN);
    List<String> asked = new ArrayList<>();
    UnaryOperator<PartySettings> noting =
        settings -> {
          asked.add(settings.identifier());
          return settings;
        };

    assertEquals(409, status(() -> registry.create(ACME, settings(URL), noting, ADMIN)));
    registry.create(ACME, settings("https://other.example"), noting, ADMIN);

    assertEquals(List.of("https://other.example"), asked);
  }

  /** Whoever registers an agent for a party that can't be leaves an agent without a key. */
  @DatabaseTest
  void asksForTheRestOfOneOfSeveralAtOnce(TestDatabase database) throws Exception {
    var registry = registry(store(database));
    List<String> asked = new CopyOnWriteArrayList<>();
    var completing = new CountDownLatch(1);
    var otherAnswered = new CountDownLatch(1);
    var first =
        CompletableFuture.supplyAsync(
            () ->
                registry.create(
                    ACME,
                    settings(URL),
                    settings -> {
                      asked.add("first");
                      completing.countDown();
                      await(otherAnswered);
                      return settings.asAgent("agt_of_the_first");
                    },
                    ADMIN));
    await(completing);

    int other =
        status(
            () ->
                registry.create(
                    ACME,
                    settings(URL),
                    settings -> {
                      asked.add("other");
                      return settings.asAgent("agt_of_the_other");
                    },
                    ADMIN));
    otherAnswered.countDown();
    Party made = first.get(PATIENCE_SECONDS, TimeUnit.SECONDS);

    assertEquals(409, other);
    assertEquals(List.of("first"), asked);
    assertEquals(
        settings(URL).asAgent("agt_of_the_first"),
        registry.get(ACME, PartySettings.AGENT, made.id()).settings());
  }

  @DatabaseTest
  void letsNobodyActAsOneThatIsNotCompleted(TestDatabase database) {
    var store = store(database);
    var registry = registry(store);
    List<Optional<Party>> meanwhile = new ArrayList<>();

    registry.create(
        ACME,
        settings(URL),
        settings -> {
          meanwhile.add(named(store, ACME, URL));
          return settings;
        },
        ADMIN);

    assertEquals(List.of(Optional.empty()), meanwhile);
    assertTrue(named(store, ACME, URL).isPresent());
  }

  @DatabaseTest
  void leavesNothingOfOneThatCannotBeCompleted(TestDatabase database) {
    var registry = registry(store(database));
    UnaryOperator<PartySettings> refusing =
        settings -> {
          throw Problem.invalid("agentId", "There is no such agent.");
        };

    assertEquals(422, status(() -> registry.create(ACME, settings(URL), refusing, ADMIN)));

    assertEquals(List.of(), registry.list(ACME, PartySettings.AGENT));
    registry.create(ACME, settings(URL), ADMIN);
  }

  @DatabaseTest
  void leavesOneThatSomebodyElseCompletedMeanwhile(TestDatabase database) {
    var registry = registry(store(database));
    UnaryOperator<PartySettings> overtaken =
        settings -> {
          String id = registry.list(ACME, PartySettings.AGENT).get(0).id();
          registry.change(ACME, PartySettings.AGENT, id, was -> enabled(was, true), ADMIN);
          throw Problem.invalid("agentId", "There is no such agent.");
        };

    assertEquals(422, status(() -> registry.create(ACME, settings(URL), overtaken, ADMIN)));

    assertTrue(registry.list(ACME, PartySettings.AGENT).get(0).settings().enabled());
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @DatabaseTest
  void keepsTenantsApart(TestDatabase database) {
    var store = store(database);
    var registry = registry(store);
    Party made = registry.create(ACME, settings(URL), ADMIN);

    assertEquals(404, status(() -> registry.get(GLOBEX, PartySettings.AGENT, made.id())));
    assertEquals(404, status(() -> registry.delete(GLOBEX, PartySettings.AGENT, made.id(), ADMIN)));
    assertEquals(Optional.empty(), named(store, GLOBEX, URL));
  }

  @DatabaseTest
  void takesNoAgentForAResource(TestDatabase database) {
    var registry = registry(store(database));
    Party made = registry.create(ACME, settings(URL), ADMIN);

    assertEquals(404, status(() -> registry.get(ACME, PartySettings.RESOURCE, made.id())));
  }

  @DatabaseTest
  void seesAtOnceWhatWasDisabledOnAnotherServer(TestDatabase database) {
    var store = store(database);
    var memory = new PartyMemory(store);
    var registry = new PartyRegistry(store, memory, setters, new FakeIdentifiers(), events, log);
    Party made = registry.create(ACME, settings(URL), ADMIN);
    assertEquals(true, memory.named(ACME.id(), PartySettings.AGENT, URL).isPresent());
    var unit = PartiesUnit.on(database.anotherServer().open(PartiesUnit.DEFINITION));
    new PartyStore(unit).remove(ACME.id(), made.id());
    memory.on(new DomainEvent(PartyMemory.CHANGED, ACME.id(), made.id()));

    assertEquals(Optional.empty(), memory.named(ACME.id(), PartySettings.AGENT, URL));
    unit.close();
  }

  @DatabaseTest
  void removesEverythingOfATenant(TestDatabase database) {
    var store = store(database);
    var registry = registry(store);
    registry.create(ACME, settings(URL), ADMIN);
    registry.create(GLOBEX, settings(URL), ADMIN);
    new PartyTenantData(store, new PartyMemory(store)).erase(ACME.id());

    assertEquals(List.of(), registry.list(ACME, PartySettings.AGENT));
    assertEquals(1, registry.list(GLOBEX, PartySettings.AGENT).size());
  }

  private static PartyStore store(TestDatabase database) {
    return new PartyStore(PartiesUnit.on(database.open(PartiesUnit.DEFINITION)));
  }

  private PartyRegistry registry(PartyStore store) {
    return new PartyRegistry(
        store, new PartyMemory(store), setters, new FakeIdentifiers(), events, log);
  }

  private static Optional<Party> named(PartyStore store, TenantContext tenant, String url) {
    return new PartyMemory(store).named(tenant.id(), PartySettings.AGENT, url);
  }

  private static PartySettings settings(String identifier) {
    return new PartySettings(
        PartySettings.AGENT,
        identifier,
        "Agent",
        "Ada",
        true,
        Map.of("keys", List.of(Map.of("kty", "OKP"))),
        "",
        Map.of("read", "Read"),
        "agt_1",
        List.of("https://agent.example/cb"),
        Set.of(PartySettings.DELEGATION),
        "");
  }

  private static PartySettings enabled(PartySettings was, boolean enabled) {
    return new PartySettings(
        was.kind(),
        was.identifier(),
        was.name(),
        was.owner(),
        enabled,
        was.jwks(),
        was.jwksUri(),
        was.scopes(),
        was.agentId(),
        was.redirectUris(),
        was.features(),
        was.level(),
        was.endedUpTo());
  }

  private PartySettings withKeys(PartySettings was, String... ids) {
    return withKeys(was, Arrays.stream(ids).map(this::jwk).toList());
  }

  /** The key of this id. */
  private Map<String, Object> jwk(String id) {
    return keys.computeIfAbsent(id, JwtSigner::ed25519).jwk();
  }

  private static PartySettings withKeys(PartySettings was, List<Map<String, Object>> keys) {
    return withKeys(was, Map.of("keys", keys), "");
  }

  private static PartySettings withKeysAt(PartySettings was, String address) {
    return withKeys(was, Map.of(), address);
  }

  private static PartySettings withKeys(
      PartySettings was, Map<String, Object> jwks, String jwksUri) {
    return new PartySettings(
        was.kind(),
        was.identifier(),
        was.name(),
        was.owner(),
        was.enabled(),
        jwks,
        jwksUri,
        was.scopes(),
        was.agentId(),
        was.redirectUris(),
        was.features(),
        was.level(),
        was.endedUpTo());
  }

  private static int status(Runnable work) {
    return assertThrows(Problem.class, work::run).status();
  }
}
