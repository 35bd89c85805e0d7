package org.lumoauth.agents.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.PersistenceUnits;
import org.lumoauth.platform.persistence.StaleDataException;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.RecordedUnit;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

/** Several who set what one agent authenticates by, or have tokens of it made, at once. */
class CredentialWritersTest {

  private static final String TENANT = "ten_1";
  private static final String AGENT = "agt_1";
  private static final int ROUNDS = 20;
  private static final long PATIENCE_SECONDS = 60;

  @DatabaseTest
  void losesNobodyOfThoseWhoWriteAtOnce(TestDatabase database) throws Exception {
    var one = new RegistryUnit(database.units());
    var two = new RegistryUnit(database.anotherServer());
    var barrier = new CyclicBarrier(2);
    var writers =
        List.of(
            CompletableFuture.runAsync(() -> write(new SetByRows(one), "usr_a", barrier)),
            CompletableFuture.runAsync(() -> write(new SetByRows(two), "usr_b", barrier)));
    for (var writer : writers) {
      writer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    Set<String> expected = new HashSet<>();
    for (int i = 0; i < ROUNDS; i++) {
      expected.addAll(Set.of("usr_a" + i, "usr_b" + i));
    }
    var rows = new SetByRows(one);
    assertEquals(expected, new HeldTokens(rows).holders(TENANT, AGENT, Instant.now()));
    assertEquals(
        expected, new OtherCredentials(rows).setters(TENANT, Set.of(AGENT), Instant.now()));
    one.close();
    two.close();
  }

  /** A database ends one of two that wait for each other, and who waits too long. */
  @DatabaseTest
  void writesAgainWhereTheDatabasePreferredAnother(TestDatabase database) {
    var unit = new RegistryUnit(database.units());
    var other = new OtherCredentials(new SetByRows(unit));
    var others =
        new OtherCredentials(
            new SetByRows(
                new RegistryUnit(
                    preferring(
                        unit.unit(),
                        () -> other.set(TENANT, AGENT, "wtr_1", false, Set.of("usr_bob"))))));

    others.set(TENANT, AGENT, "wtr_1", false, Set.of("usr_ada"));

    assertEquals(
        Set.of("usr_ada", "usr_bob"), others.setters(TENANT, Set.of(AGENT), Instant.now()));
    unit.close();
  }

  @DatabaseTest
  void writesNothingOfWhoHoldsATokenForLonger(TestDatabase database) {
    var unit = new RegistryUnit(database.units());
    var recorded = new RecordedUnit(unit.unit());
    var held = new HeldTokens(new SetByRows(new RegistryUnit(definition -> recorded)));
    Instant end = Instant.now().plus(Duration.ofHours(1));
    held.made(TENANT, AGENT, Set.of("usr_ada"), end);
    recorded.statementsOf("agent_credential");

    held.made(TENANT, AGENT, Set.of("usr_ada"), end.minusSeconds(60));
    assertEquals(1, recorded.statementsOf("agent_credential"), "it is only read");

    held.made(TENANT, AGENT, Set.of("usr_ada"), end.plusSeconds(60));
    assertEquals(Set.of("usr_ada"), held.holders(TENANT, AGENT, end.plusSeconds(59)));
    unit.close();
  }

  private static void write(SetByRows rows, String who, CyclicBarrier barrier) {
    var others = new OtherCredentials(rows);
    var held = new HeldTokens(rows);
    for (int i = 0; i < ROUNDS; i++) {
      meet(barrier);
      others.set(TENANT, AGENT, "wtr_" + i, false, Set.of(who + i));
      held.made(TENANT, AGENT, Set.of(who + i), Instant.now().plus(Duration.ofHours(1)));
    }
  }

  private static void meet(CyclicBarrier barrier) {
    try {
      barrier.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** A database that prefers somebody else the first time. */
  private static PersistenceUnits preferring(PersistenceUnit unit, Runnable other) {
    var first = new AtomicBoolean(true);
    var preferring =
        (PersistenceUnit)
            Proxy.newProxyInstance(
                PersistenceUnit.class.getClassLoader(),
                new Class<?>[] {PersistenceUnit.class},
                (proxy, method, values) -> {
                  if (method.getName().equals("jdbc") && first.getAndSet(false)) {
                    other.run();
                    throw new StaleDataException(null);
                  }
                  try {
                    return method.invoke(unit, values);
                  } catch (InvocationTargetException e) {
                    throw e.getCause();
                  }
                });
    return definition -> preferring;
  }
}
