/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.delegation.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.lumoauth.agents.delegation.chain.StoredChainToken.ChainTokenSource;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.StaleDataException;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class TokenChainStoreTest {
  private static final Instant SOON = Instant.parse("2026-01-01T00:00:00Z");
  private static final int MANY = 300;
  private static final StoredChainToken PRESENTED = presented("Alice");

  @DatabaseTest
  void keepsWhatATokenWasMadeFrom(TestDatabase database) {
    var store = store(database);
    var made =
        new StoredChainToken(
            "tok_2",
            Map.of("sub", "usr_1", "exp", 4102444800L),
            Optional.of(new ChainTokenSource("urn:x:access_token", Optional.of("tok_1"))),
            Optional.empty());
    store.add("ten_1", made, SOON);

    assertEquals(Optional.of(made), store.find("ten_1", "tok_2"));
    assertEquals(Optional.empty(), store.find("ten_2", "tok_2"));
  }

  @DatabaseTest
  void keepsATokenThatIsShownManyTimesAsItWasFirst(TestDatabase database) {
    var store = store(database);
    store.addPresented("ten_1", PRESENTED, SOON);
    store.addPresented("ten_1", presented("Mallory"), SOON);
    store.close();
    var restarted = store(database);
    restarted.addPresented("ten_1", presented("Mallory"), SOON);
    restarted.close();

    assertEquals(Optional.of(PRESENTED), store.find("ten_1", "tok_1"));
  }

  @DatabaseTest
  void takesATokenOfAnotherTenantForAnother(TestDatabase database) {
    var store = store(database);
    store.addPresented("ten_1", PRESENTED, SOON);
    store.addPresented("ten_2", presented("Bob"), SOON);

    assertEquals(Optional.of(presented("Bob")), store.find("ten_2", "tok_1"));
  }

  @DatabaseTest
  void forgetsWhatIsLongOverAndWhoseTenantIsGone(TestDatabase database) {
    var store = store(database);
    store.addPresented("ten_1", PRESENTED, SOON);
    store.addPresented("ten_2", PRESENTED, SOON);

    store.erase("ten_2");
    store.close();
    assertEquals(Optional.empty(), store.find("ten_2", "tok_1"));
    assertEquals(0, store.purge(SOON));
    assertEquals(1, store.purge(SOON.plus(Duration.ofNanos(1_000))));
    assertEquals(Optional.empty(), store.find("ten_1", "tok_1"));
  }

  @DatabaseTest
  void keepsBeforeItGoesWhatWaits(TestDatabase database) {
    var store = store(database);
    for (int i = 0; i < 300; i++) {
      store.add("ten_1", made("tok_" + i), SOON);
    }
    store.close();

    var next = store(database);
    for (int i = 0; i < 300; i++) {
      assertEquals(Optional.of(made("tok_" + i)), next.find("ten_1", "tok_" + i));
    }
  }

  @DatabaseTest
  void keepsAtOnceWhatComesWhenItHasGone(TestDatabase database) {
    var store = store(database);
    store.close();
    store.add("ten_1", made("tok_2"), SOON);

    assertEquals(Optional.of(made("tok_2")), store(database).find("ten_1", "tok_2"));
  }

  /** Another node may be shown a token before it can know how that came to be. */
  @DatabaseTest
  void keepsWhatATokenWasMadeFromThatAnotherNodeWasShownFirst(TestDatabase database) {
    var there = store(database);
    there.addPresented("ten_1", PRESENTED, SOON);
    there.close();
    var here = store(database);
    here.add("ten_1", made("tok_1"), SOON);
    here.add("ten_1", made("tok_2"), SOON);
    here.close();

    assertEquals(made("tok_1").subject(), there.find("ten_1", "tok_1").orElseThrow().subject());
    assertEquals(Optional.of(made("tok_2")), there.find("ten_1", "tok_2"));
  }

  /** What is presented says nothing of that, and is not known to be kept until it is looked up. */
  @DatabaseTest
  void knowsWhatAKeptTokenWasMadeFromWhileItIsShownAgain(TestDatabase database) {
    var before = store(database);
    before.add("ten_1", made("tok_1"), SOON);
    before.close();
    var written = new CountDownLatch(1);
    PersistenceUnit unit = database.open(TestDatabase.tablesOf(TokenChainStore.class));
    var store = new TokenChainStore(writingAfter(written, unit));
    store.addPresented("ten_1", PRESENTED, SOON);

    assertEquals(Optional.of(made("tok_1")), store.find("ten_1", "tok_1"));
    written.countDown();
    store.close();
    assertEquals(Optional.of(made("tok_1")), store.find("ten_1", "tok_1"));
  }

  /** Of two servers that wait for each other the database gives one up. */
  @DatabaseTest
  void keepsAllThatTwoServersWereShownInOppositeOrders(TestDatabase database) throws Exception {
    var here = store(database);
    var there =
        new TokenChainStore(
            database.anotherServer().open(TestDatabase.tablesOf(TokenChainStore.class)));
    var other =
        CompletableFuture.runAsync(
            () -> {
              for (int i = MANY - 1; i >= 0; i--) {
                there.add("ten_1", made("tok_" + i), SOON);
              }
              there.close();
            });
    for (int i = 0; i < MANY; i++) {
      here.add("ten_1", made("tok_" + i), SOON);
    }
    here.close();
    other.get(60, TimeUnit.SECONDS);

    assertKept(store(database), MANY);
  }

  @DatabaseTest
  void keepsEachAloneWhereTheDatabaseGivesUpAllAtOnce(TestDatabase database) {
    PersistenceUnit unit = database.open(TestDatabase.tablesOf(TokenChainStore.class));
    var store = new TokenChainStore(giving(unit, StaleDataException.busy(null)));
    for (int i = 0; i < MANY; i++) {
      store.add("ten_1", made("tok_" + i), SOON);
    }
    store.close();

    assertKept(store(database), MANY);
  }

  @DatabaseTest
  void keepsTheOthersWhereOneCanNotBeKept(TestDatabase database) {
    var store = store(database);
    String long300 = "x".repeat(300);
    store.add("ten_1", made(long300), SOON);
    for (int i = 0; i < MANY; i++) {
      store.add("ten_1", made("tok_" + i), SOON);
      store.add("ten_1", made(long300 + i), SOON);
    }
    store.close();

    assertKept(store(database), MANY);
  }

  private static void assertKept(TokenChainStore store, int many) {
    for (int i = 0; i < many; i++) {
      assertEquals(Optional.of(made("tok_" + i)), store.find("ten_1", "tok_" + i));
    }
  }

  /** A unit on which nothing can be done in one transaction. */
  private static PersistenceUnit giving(PersistenceUnit unit, RuntimeException failure) {
    return before(
        unit,
        method -> {
          if (Set.of("jdbc", "urgentTransaction").contains(method)) {
            throw failure;
          }
        });
  }

  /** A unit on which whoever writes behind the others has to wait. */
  private static PersistenceUnit writingAfter(CountDownLatch start, PersistenceUnit unit) {
    return before(
        unit,
        method -> {
          if (Thread.currentThread().getName().equals("delegation-chains")) {
            start.await();
          }
        });
  }

  private interface Step {
    void take(String method) throws Exception;
  }

  private static PersistenceUnit before(PersistenceUnit unit, Step step) {
    return (PersistenceUnit)
        Proxy.newProxyInstance(
            PersistenceUnit.class.getClassLoader(),
            new Class<?>[] {PersistenceUnit.class},
            (proxy, method, values) -> {
              step.take(method.getName());
              try {
                return method.invoke(unit, values);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private static StoredChainToken made(String jti) {
    var source = new ChainTokenSource("urn:x:access_token", Optional.of("tok_0"));
    return new StoredChainToken(jti, Map.of("sub", "usr_1"), Optional.of(source), Optional.empty());
  }

  private static StoredChainToken presented(String name) {
    return new StoredChainToken("tok_1", Map.of("name", name), Optional.empty(), Optional.empty());
  }

  private static TokenChainStore store(TestDatabase database) {
    return new TokenChainStore(database.open(TestDatabase.tablesOf(TokenChainStore.class)));
  }
}
