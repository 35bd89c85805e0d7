/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.authz.rebac.HandBuiltModels.butNot;
import static org.lumoauth.authz.rebac.HandBuiltModels.computed;
import static org.lumoauth.authz.rebac.RebacModuleFixture.ACME;
import static org.lumoauth.authz.rebac.RebacModuleFixture.SOMEBODY;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.lumoauth.api.relation.ReadConsistency;
import org.lumoauth.api.relation.RelationException;
import org.lumoauth.api.relation.RelationQueryContext;
import org.lumoauth.api.relation.TupleWriteRequest;
import org.lumoauth.authz.rebac.model.RelationModel;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

/** Writers, checkers and changes of the model at once. */
class RebacConcurrencyTest {

  private static final RelationModel MODEL =
      HandBuiltModels.model()
          .type("user")
          .type("group")
          .define("member", "user")
          .type("document")
          .define("viewer", "user", "group#member")
          .define("blocked", "user")
          .define("reader", butNot(computed("viewer"), computed("blocked")))
          .build();

  private static final int ROUNDS = 40;

  /**
   * Zanzibar's new enemy: who asks with the token of a write never gets an answer from before it,
   * on whatever node, whatever is written meanwhile.
   */
  @DatabaseTest
  void neverAnswersFromBeforeATokenOnAnotherNode(TestDatabase database) throws Exception {
    var shared = RebacModuleFixture.Shared.fresh();
    for (RebacTestConfig config : configs()) {
      try (var here = new RebacModuleFixture(database.units(), config, shared);
          var there = new RebacModuleFixture(database.anotherServer(), config, here.shared)) {
        var place = here.place(MODEL, "group:eng#member@user:bob");
        var remote = there.new Place(place.store);
        var stop = new AtomicBoolean();
        var threads = Executors.newFixedThreadPool(2);
        try {
          var noise = threads.submit(() -> noise(place, stop));
          for (int round = 0; round < ROUNDS; round++) {
            String seen = place.write("document:1#viewer@group:eng#member");
            assertTrue(
                remote.check(
                    "document:1#viewer@user:bob",
                    TupleSampleParser.by(new ReadConsistency.AtLeastAsFresh(seen))));
            String gone = place.delete("document:1#viewer@group:eng#member");
            assertFalse(
                remote.check(
                    "document:1#viewer@user:bob",
                    TupleSampleParser.by(new ReadConsistency.AtLeastAsFresh(gone))));
            place.write("document:1#viewer@user:bob");
            assertTrue(
                remote.check(
                    "document:1#viewer@user:bob",
                    TupleSampleParser.by(new ReadConsistency.FullyConsistent())));
            place.delete("document:1#viewer@user:bob");
            assertFalse(
                remote.check(
                    "document:1#viewer@user:bob",
                    TupleSampleParser.by(new ReadConsistency.FullyConsistent())));
          }
          stop.set(true);
          noise.get();
        } finally {
          stop.set(true);
          threads.shutdown();
        }
      }
    }
  }

  /**
   * In no state of the store may bob read: he is a viewer only while he is blocked. An answer from
   * two states at once would let him.
   */
  @DatabaseTest
  void neverAnswersFromTwoStatesAtOnce(TestDatabase database) throws Exception {
    var shared = RebacModuleFixture.Shared.fresh();
    for (RebacTestConfig config : configs()) {
      try (var world = new RebacModuleFixture(database.units(), config, shared);
          var there =
              new RebacModuleFixture(database.anotherServer(), config.stale(0), world.shared)) {
        var place = world.place(MODEL, "document:1#viewer@user:anne");
        var remote = there.new Place(place.store);
        var stop = new AtomicBoolean();
        var threads = Executors.newFixedThreadPool(3);
        try {
          var asking = new ArrayList<Future<?>>();
          for (RebacModuleFixture.Place each : List.of(place, remote)) {
            var asks = new CountDownLatch(1);
            asking.add(
                threads.submit(
                    () -> {
                      try {
                        do {
                          assertFalse(each.check("document:1#reader@user:bob"));
                          assertTrue(each.check("document:1#reader@user:anne"));
                          asks.countDown();
                        } while (!stop.get());
                      } finally {
                        asks.countDown();
                      }
                      return null;
                    }));
            asks.await();
          }
          for (int round = 0; round < ROUNDS; round++) {
            swap(world, place, List.of("viewer", "blocked"), List.of());
            swap(world, place, List.of(), List.of("viewer", "blocked"));
          }
          stop.set(true);
          for (Future<?> each : asking) {
            each.get();
          }
        } finally {
          stop.set(true);
          threads.shutdown();
        }
      }
    }
  }

  /**
   * Each of two models gives its own answer; a change of the model is seen by the next question.
   */
  @DatabaseTest
  void answersByTheModelThatIsCurrent(TestDatabase database) throws Exception {
    var without =
        HandBuiltModels.model()
            .type("user")
            .type("group")
            .define("member", "user")
            .type("document")
            .define("viewer", "user")
            .define("blocked", "user")
            .define("reader", computed("viewer"))
            .build();
    var shared = RebacModuleFixture.Shared.fresh();
    for (RebacTestConfig config : configs()) {
      try (var world = new RebacModuleFixture(database.units(), config, shared)) {
        var place = world.place(MODEL, "document:1#viewer@user:bob", "document:1#blocked@user:bob");
        String first = world.models.findCurrent(ACME, place.store.id()).orElseThrow().id();
        String second = place.model(without).id();
        var stop = new AtomicBoolean();
        var threads = Executors.newFixedThreadPool(1);
        try {
          var asking =
              threads.submit(
                  () -> {
                    while (!stop.get()) {
                      var answer =
                          world.queries.check(
                              ACME,
                              place.store.id(),
                              TupleSampleParser.key("document:1#reader@user:bob"),
                              RelationQueryContext.standard(),
                              false);
                      assertEquals(second.equals(answer.modelId()), answer.allowed());
                    }
                    return null;
                  });
          for (int round = 0; round < ROUNDS; round++) {
            world.models.makeCurrent(ACME, place.store.id(), first, SOMEBODY);
            assertFalse(place.check("document:1#reader@user:bob"));
            world.models.makeCurrent(ACME, place.store.id(), second, SOMEBODY);
            assertTrue(place.check("document:1#reader@user:bob"));
          }
          stop.set(true);
          asking.get();
        } finally {
          stop.set(true);
          threads.shutdown();
        }
      }
    }
  }

  /** Of writers of one tuple one succeeds; all that is written is counted. */
  @DatabaseTest
  void ordersTheWritesOfAStore(TestDatabase database) throws Exception {
    try (var here = new RebacModuleFixture(database);
        var there =
            new RebacModuleFixture(
                database.anotherServer(), RebacTestConfig.standard(), here.shared)) {
      var place = here.place(MODEL);
      var remote = there.new Place(place.store);
      var threads = Executors.newFixedThreadPool(4);
      try {
        for (int round = 0; round < 10; round++) {
          String fact = "document:" + round + "#viewer@user:bob";
          List<Callable<Boolean>> calls = new ArrayList<>();
          for (RebacModuleFixture.Place each : List.of(place, remote, place, remote)) {
            calls.add(() -> succeeds(each, fact));
          }
          assertEquals(1, together(threads, calls));
        }
      } finally {
        threads.shutdown();
      }
      var changes =
          here.tuples.listChanges(
              ACME, place.store.id(), Optional.empty(), Optional.empty(), 100, Optional.empty());
      assertEquals(10, changes.items().size());
      assertTrue(place.check("document:9#viewer@user:bob"));
    }
  }

  /** Who watches while others write sees every change once, in order. */
  @DatabaseTest
  void tellsEachChangeOnceWhileOthersWrite(TestDatabase database) throws Exception {
    try (var world = new RebacModuleFixture(database)) {
      var place = world.place(MODEL);
      var stop = new AtomicBoolean();
      var threads = Executors.newFixedThreadPool(1);
      var seen = new ArrayList<String>();
      try {
        var writing = threads.submit(() -> noise(place, stop));
        Optional<String> after = Optional.empty();
        while (seen.size() < 200) {
          after = watch(world, place, after, seen);
        }
        stop.set(true);
        writing.get();
        watch(world, place, watch(world, place, after, seen), seen);
      } finally {
        stop.set(true);
        threads.shutdown();
      }
      for (int i = 0; i < seen.size(); i++) {
        assertEquals((i % 2 == 0 ? "WRITE" : "DELETE") + " n" + i / 2, seen.get(i));
      }
    }
  }

  private static Optional<String> watch(
      RebacModuleFixture world,
      RebacModuleFixture.Place place,
      Optional<String> after,
      List<String> seen) {
    var slice =
        world.tuples.listChanges(
            ACME, place.store.id(), Optional.empty(), Optional.empty(), 7, after);
    slice
        .items()
        .forEach(each -> seen.add(each.operation() + " " + each.tuple().key().object().id()));
    return slice.next();
  }

  private static List<RebacTestConfig> configs() {
    return List.of(
        RebacTestConfig.standard(),
        RebacTestConfig.bare(),
        RebacTestConfig.bare().held(0, 10_000),
        RebacTestConfig.standard().held(120, 2));
  }

  private static Void noise(RebacModuleFixture.Place place, AtomicBoolean stop) {
    for (int i = 0; !stop.get(); i++) {
      place.write("document:n" + i + "#viewer@group:eng#member");
      place.delete("document:n" + i + "#viewer@group:eng#member");
    }
    return null;
  }

  private static void swap(
      RebacModuleFixture world,
      RebacModuleFixture.Place place,
      List<String> written,
      List<String> deleted) {
    world.tuples.write(
        ACME,
        place.store.id(),
        new TupleWriteRequest(
            Optional.empty(),
            written.stream()
                .map(name -> TupleSampleParser.tuple("document:1#" + name + "@user:bob"))
                .toList(),
            deleted.stream()
                .map(name -> TupleSampleParser.key("document:1#" + name + "@user:bob"))
                .toList(),
            List.of(),
            false,
            false,
            Optional.empty()),
        SOMEBODY);
  }

  private static boolean succeeds(RebacModuleFixture.Place place, String fact) {
    try {
      place.write(fact);
      return true;
    } catch (RelationException e) {
      assertEquals(RelationException.RelationErrorKind.TUPLE_EXISTS, e.kind());
      return false;
    }
  }

  private static long together(ExecutorService threads, List<Callable<Boolean>> calls)
      throws Exception {
    long succeeded = 0;
    for (Future<Boolean> each : threads.invokeAll(calls)) {
      succeeded += each.get() ? 1 : 0;
    }
    return succeeded;
  }
}
