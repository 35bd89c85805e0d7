package org.lumoauth.agents.aauth.party;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.Builders.aTenant;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeIdentifiers;

class PartyRegistryTest extends PartyCase {

  private static final TenantContext GLOBEX = aTenant("globex").build();

  private static final Initiator ADMIN = Initiator.server("test");

  private static final long PATIENCE_SECONDS = 30;

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static Optional<Party> named(PartyStore store, TenantContext tenant, String url) {
    return new PartyMemory(store).named(tenant.id(), PartySettings.AGENT, url);
  }

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
}
