/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.openfga.assertion;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.lumoauth.authz.openfga.wire.FgaAssertionsBody;
import org.lumoauth.authz.openfga.wire.FgaTupleKeyBody;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.race.ConcurrentRunner;

class FgaAssertionStoreTest {
  private static final FgaAssertionsBody.FgaAssertion YES =
      new FgaAssertionsBody.FgaAssertion(
          new FgaTupleKeyBody("user:anne", "owner", "document:plan", null),
          true,
          List.of(),
          Map.of("now", "2026-01-01T00:00:00Z"));

  @DatabaseTest
  void keepsTheLatestOfAModelAndNothingOfAnothers(TestDatabase database) {
    var store = store(database);
    store.replace("ten_a", "sto_1", "rmo_1", List.of());
    store.replace("ten_a", "sto_1", "rmo_1", List.of(YES));

    assertEquals(List.of(YES), store.find("ten_a", "sto_1", "rmo_1"));
    assertEquals(List.of(), store.find("ten_b", "sto_1", "rmo_1"));
    assertEquals(List.of(), store.find("ten_a", "sto_1", "rmo_2"));
  }

  @DatabaseTest
  void takesTheFirstOfAModelFromSeveralAtOnce(TestDatabase database) throws Exception {
    var store = store(database);

    for (int round = 0; round < 10; round++) {
      var model = "rmo_" + round;

      ConcurrentRunner.runAll(
          4,
          writer -> {
            store.replace("ten_a", "sto_1", model, List.of(YES));
            return writer;
          });

      assertEquals(List.of(YES), store.find("ten_a", "sto_1", model));
    }
  }

  @DatabaseTest
  void forgetsAStoreThatIsDeleted(TestDatabase database) {
    var store = store(database);
    store.replace("ten_a", "sto_1", "rmo_1", List.of(YES));
    store.replace("ten_a", "sto_2", "rmo_2", List.of(YES));

    store.eraseStore("ten_a", "sto_1");

    assertEquals(List.of(), store.find("ten_a", "sto_1", "rmo_1"));
    assertEquals(List.of(YES), store.find("ten_a", "sto_2", "rmo_2"));
  }

  @DatabaseTest
  void forgetsATenantThatIsDeleted(TestDatabase database) {
    var store = store(database);
    store.replace("ten_a", "sto_1", "rmo_1", List.of(YES));
    store.replace("ten_b", "sto_1", "rmo_1", List.of(YES));

    database.eraser(List.of("ofg_assertions")).erase("ten_a");

    assertEquals(List.of(), store.find("ten_a", "sto_1", "rmo_1"));
    assertEquals(List.of(YES), store.find("ten_b", "sto_1", "rmo_1"));
  }

  private static FgaAssertionStore store(TestDatabase database) {
    return new FgaAssertionStore(database.open(TestDatabase.tablesOf(FgaAssertionStore.class)));
  }
}
