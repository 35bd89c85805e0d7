package org.lumoauth.agents.delegation.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.delegation.DelegationUnit;
import org.lumoauth.agents.delegation.chain.KeptToken.Source;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class ChainStoreTest {
  private static final Instant SOON = Instant.parse("2026-01-01T00:00:00Z");
  private static final KeptToken PRESENTED = presented("Alice");

  @DatabaseTest
  void keepsWhatATokenWasMadeFrom(TestDatabase database) {
    var store = store(database);
    var made =
        new KeptToken(
            "tok_2",
            Map.of("sub", "usr_1", "exp", 4102444800L),
            Optional.of(new Source("urn:x:access_token", Optional.of("tok_1"))),
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
    store(database).addPresented("ten_1", presented("Mallory"), SOON); // after a restart

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
    assertEquals(Optional.empty(), store.find("ten_2", "tok_1"));
    assertEquals(0, store.purge(SOON));
    assertEquals(1, store.purge(SOON.plus(Duration.ofNanos(1_000))));
    assertEquals(Optional.empty(), store.find("ten_1", "tok_1"));
  }

  private static KeptToken presented(String name) {
    return new KeptToken("tok_1", Map.of("name", name), Optional.empty(), Optional.empty());
  }

  private static ChainStore store(TestDatabase database) {
    return new ChainStore(DelegationUnit.on(database.open(DelegationUnit.DEFINITION)));
  }
}
