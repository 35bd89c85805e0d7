/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauth.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeIdGenerator;

class ParticipantAdminServiceTest extends ParticipantTestBase {

  private static final TenantContext GLOBEX = aTenant("globex").build();

  private static final AuditInitiator ADMIN = AuditInitiator.server("test");

  private static final long PATIENCE_SECONDS = 30;

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static Optional<AAuthParticipant> named(
      ParticipantStore store, TenantContext tenant, String url) {
    return new ParticipantCache(store)
        .findByIdentifier(tenant.id(), ParticipantSettings.AGENT, url);
  }

  @DatabaseTest
  void keepsWhatWasSet(TestDatabase database) {
    var registry = registry(store(database));
    AAuthParticipant made = registry.create(ACME, settings(URL), ADMIN);

    assertEquals(
        settings(URL), registry.get(ACME, ParticipantSettings.AGENT, made.id()).settings());
    assertEquals("aauth_agent.created", log.last(ACME.id()).event().action());
  }

  @DatabaseTest
  void revokesTokensIssuedBeforeDeactivation(TestDatabase database) {
    var store = store(database);
    var identifiers = new FakeIdGenerator();
    var registry =
        new ParticipantAdminService(
            store, new ParticipantCache(store), registered, checks, identifiers, events, log);
    AAuthParticipant made = registry.create(ACME, settings(URL), ADMIN);
    assertEquals("", made.settings().endedUpTo());
    String before = identifiers.next(ParticipantAdminService.MADE);

    registry.change(ACME, ParticipantSettings.AGENT, made.id(), was -> enabled(was, false), ADMIN);
    registry.change(ACME, ParticipantSettings.AGENT, made.id(), was -> enabled(was, true), ADMIN);

    String ended = registry.get(ACME, ParticipantSettings.AGENT, made.id()).settings().endedUpTo();
    assertTrue(before.compareTo(ended) < 0, ended);
    assertTrue(identifiers.next(ParticipantAdminService.MADE).compareTo(ended) > 0, ended);
  }

  @DatabaseTest
  void comparesIdentifiersByteForByte(TestDatabase database) {
    var store = store(database);
    var registry = registry(store);
    registry.create(ACME, settings(URL), ADMIN);
    registry.create(ACME, settings("https://AGENT.example"), ADMIN);

    assertEquals(Optional.empty(), named(store, ACME, URL + "/"));
    assertEquals(2, registry.list(ACME, ParticipantSettings.AGENT).size());
    assertEquals(409, status(() -> registry.create(ACME, settings(URL), ADMIN)));
  }

  @DatabaseTest
  void asksForTheRestOfNoneThatCannotBe(TestDatabase database) {
    var registry = registry(store(database));
    registry.create(ACME, settings(URL), ADMIN);
    List<String> asked = new ArrayList<>();
    UnaryOperator<ParticipantSettings> noting =
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
    AAuthParticipant made = first.get(PATIENCE_SECONDS, TimeUnit.SECONDS);

    assertEquals(409, other);
    assertEquals(List.of("first"), asked);
    assertEquals(
        settings(URL).asAgent("agt_of_the_first"),
        registry.get(ACME, ParticipantSettings.AGENT, made.id()).settings());
  }

  @DatabaseTest
  void refusesAnIncompleteParticipant(TestDatabase database) {
    var store = store(database);
    var registry = registry(store);
    List<Optional<AAuthParticipant>> meanwhile = new ArrayList<>();

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
    UnaryOperator<ParticipantSettings> refusing =
        settings -> {
          throw ApiException.invalid("agentId", "The agent does not exist.");
        };

    assertEquals(422, status(() -> registry.create(ACME, settings(URL), refusing, ADMIN)));

    assertEquals(List.of(), registry.list(ACME, ParticipantSettings.AGENT));
    registry.create(ACME, settings(URL), ADMIN);
  }

  @DatabaseTest
  void leavesOneThatSomebodyElseCompletedMeanwhile(TestDatabase database) {
    var registry = registry(store(database));
    UnaryOperator<ParticipantSettings> overtaken =
        settings -> {
          String id = registry.list(ACME, ParticipantSettings.AGENT).get(0).id();
          registry.change(ACME, ParticipantSettings.AGENT, id, was -> enabled(was, true), ADMIN);
          throw ApiException.invalid("agentId", "The agent does not exist.");
        };

    assertEquals(422, status(() -> registry.create(ACME, settings(URL), overtaken, ADMIN)));

    assertTrue(registry.list(ACME, ParticipantSettings.AGENT).get(0).settings().enabled());
  }

  @DatabaseTest
  void keepsTenantsApart(TestDatabase database) {
    var store = store(database);
    var registry = registry(store);
    AAuthParticipant made = registry.create(ACME, settings(URL), ADMIN);

    assertEquals(404, status(() -> registry.get(GLOBEX, ParticipantSettings.AGENT, made.id())));
    assertEquals(
        404, status(() -> registry.delete(GLOBEX, ParticipantSettings.AGENT, made.id(), ADMIN)));
    assertEquals(Optional.empty(), named(store, GLOBEX, URL));
  }

  @DatabaseTest
  void takesNoAgentForAResource(TestDatabase database) {
    var registry = registry(store(database));
    AAuthParticipant made = registry.create(ACME, settings(URL), ADMIN);

    assertEquals(404, status(() -> registry.get(ACME, ParticipantSettings.RESOURCE, made.id())));
  }

  @DatabaseTest
  void seesAtOnceWhatWasDisabledOnAnotherServer(TestDatabase database) {
    var store = store(database);
    var memory = new ParticipantCache(store);
    var registry =
        new ParticipantAdminService(
            store, memory, registered, checks, new FakeIdGenerator(), events, log);
    AAuthParticipant made = registry.create(ACME, settings(URL), ADMIN);
    assertEquals(
        true, memory.findByIdentifier(ACME.id(), ParticipantSettings.AGENT, URL).isPresent());
    var unit = database.anotherServer().open(TestDatabase.tablesOf(ParticipantStore.class));
    new ParticipantStore(unit).remove(ACME.id(), made.id());
    memory.onEvent(new DomainEvent(ParticipantCache.CHANGED, ACME.id(), made.id()));

    assertEquals(
        Optional.empty(), memory.findByIdentifier(ACME.id(), ParticipantSettings.AGENT, URL));
    unit.close();
  }

  @DatabaseTest
  void removesEverythingOfATenant(TestDatabase database) {
    var store = store(database);
    var registry = registry(store);
    registry.create(ACME, settings(URL), ADMIN);
    registry.create(GLOBEX, settings(URL), ADMIN);
    database.eraser(List.of("aau_party")).erase(ACME.id());

    assertEquals(List.of(), registry.list(ACME, ParticipantSettings.AGENT));
    assertEquals(1, registry.list(GLOBEX, ParticipantSettings.AGENT).size());
  }
}
