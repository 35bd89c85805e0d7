/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry.store;

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
import org.lumoauth.agents.registry.credential.ExternalCredentialUsersService;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.PersistenceUnitFactory;
import org.lumoauth.platform.persistence.StaleDataException;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.StatementCountingPersistenceUnit;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

/** Concurrent writers of one agent's credential records. */
class CredentialConcurrentUpdateTest {

  private static final String TENANT = "ten_1";
  private static final String AGENT = "agt_1";
  private static final int ROUNDS = 20;
  private static final long PATIENCE_SECONDS = 60;

  @DatabaseTest
  void keepsAllConcurrentCredentialRecords(TestDatabase database) throws Exception {
    var one = new AgentRegistryPersistenceUnit(database.units());
    var two = new AgentRegistryPersistenceUnit(database.anotherServer());
    var barrier = new CyclicBarrier(2);
    var writers =
        List.of(
            CompletableFuture.runAsync(
                () -> write(new CredentialUsersStore(one), "usr_a", barrier)),
            CompletableFuture.runAsync(
                () -> write(new CredentialUsersStore(two), "usr_b", barrier)));
    for (var writer : writers) {
      writer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    Set<String> expected = new HashSet<>();
    for (int i = 0; i < ROUNDS; i++) {
      expected.addAll(Set.of("usr_a" + i, "usr_b" + i));
    }
    var rows = new CredentialUsersStore(one);
    assertEquals(
        expected, new AgentTokenHolderStore(rows).findHolders(TENANT, AGENT, Instant.now()));
    assertEquals(
        expected,
        new ExternalCredentialUsersService(rows).findSetters(TENANT, Set.of(AGENT), Instant.now()));
    one.close();
    two.close();
  }

  /** A database ends one of two that wait for each other, and who waits too long. */
  @DatabaseTest
  void writesAgainWhereTheDatabasePreferredAnother(TestDatabase database) {
    var unit = new AgentRegistryPersistenceUnit(database.units());
    var other = new ExternalCredentialUsersService(new CredentialUsersStore(unit));
    var others =
        new ExternalCredentialUsersService(
            new CredentialUsersStore(
                new AgentRegistryPersistenceUnit(
                    preferring(
                        unit.unit(),
                        () -> other.recordSet(TENANT, AGENT, "wtr_1", false, Set.of("usr_bob"))))));

    others.recordSet(TENANT, AGENT, "wtr_1", false, Set.of("usr_ada"));

    assertEquals(
        Set.of("usr_ada", "usr_bob"), others.findSetters(TENANT, Set.of(AGENT), Instant.now()));
    unit.close();
  }

  @DatabaseTest
  void writesNothingOfWhoHoldsATokenForLonger(TestDatabase database) {
    var unit = new AgentRegistryPersistenceUnit(database.units());
    var recorded = new StatementCountingPersistenceUnit(unit.unit());
    var held =
        new AgentTokenHolderStore(
            new CredentialUsersStore(new AgentRegistryPersistenceUnit(definition -> recorded)));
    Instant end = Instant.now().plus(Duration.ofHours(1));
    held.recordHolders(TENANT, AGENT, Set.of("usr_ada"), end);
    recorded.statementsOf("agent_credential");

    held.recordHolders(TENANT, AGENT, Set.of("usr_ada"), end.minusSeconds(60));
    assertEquals(1, recorded.statementsOf("agent_credential"), "it is only read");

    held.recordHolders(TENANT, AGENT, Set.of("usr_ada"), end.plusSeconds(60));
    assertEquals(Set.of("usr_ada"), held.findHolders(TENANT, AGENT, end.plusSeconds(59)));
    unit.close();
  }

  private static void write(CredentialUsersStore rows, String who, CyclicBarrier barrier) {
    var others = new ExternalCredentialUsersService(rows);
    var held = new AgentTokenHolderStore(rows);
    for (int i = 0; i < ROUNDS; i++) {
      meet(barrier);
      others.recordSet(TENANT, AGENT, "wtr_" + i, false, Set.of(who + i));
      held.recordHolders(TENANT, AGENT, Set.of(who + i), Instant.now().plus(Duration.ofHours(1)));
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
  private static PersistenceUnitFactory preferring(PersistenceUnit unit, Runnable other) {
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
