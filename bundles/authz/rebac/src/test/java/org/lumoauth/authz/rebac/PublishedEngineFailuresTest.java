/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.authz.rebac.HandBuiltModels.butNot;
import static org.lumoauth.authz.rebac.HandBuiltModels.computed;
import static org.lumoauth.authz.rebac.HandBuiltModels.direct;
import static org.lumoauth.authz.rebac.HandBuiltModels.from;
import static org.lumoauth.authz.rebac.HandBuiltModels.or;
import static org.lumoauth.authz.rebac.RebacModuleFixture.ACME;
import static org.lumoauth.authz.rebac.TupleSampleParser.key;
import static org.lumoauth.authz.rebac.TupleSampleParser.tuple;
import static org.lumoauth.authz.rebac.TupleSampleParser.values;
import static org.lumoauth.authz.rebac.TupleSampleParser.with;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.function.Executable;
import org.lumoauth.api.relation.ReadConsistency;
import org.lumoauth.api.relation.RelationException;
import org.lumoauth.api.relation.RelationException.RelationErrorKind;
import org.lumoauth.api.relation.RelationQueryContext;
import org.lumoauth.api.relation.RelationQueryService;
import org.lumoauth.api.relation.RelationSubjectFilter;
import org.lumoauth.api.relation.RelationTuple;
import org.lumoauth.authz.rebac.model.RelationModel;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

/**
 * What went wrong in engines of others, by their advisories and issues: each with everything held
 * in memory, with nothing, and with answers alone.
 */
class PublishedEngineFailuresTest {

  private static final RelationModel MODEL =
      HandBuiltModels.model()
          .condition("office", "network", "office"::equals)
          .type("user")
          .type("group")
          .define("member", "user", "group#member", "user:* with office")
          .type("folder")
          .define("viewer", "user", "group#member")
          .type("document")
          .define("parent", "folder")
          .define("blocked", "user")
          .define(
              "viewer",
              or(direct(), from("viewer", "parent")),
              "user",
              "user:* with office",
              "group#member",
              "user with office")
          .define("reader", butNot(computed("viewer"), computed("blocked")))
          .build();

  private static void everywhere(TestDatabase database, Consumer<RebacModuleFixture> test) {
    var shared = RebacModuleFixture.Shared.fresh();
    for (RebacTestConfig config :
        List.of(
            RebacTestConfig.standard(),
            RebacTestConfig.bare(),
            RebacTestConfig.bare().held(0, 10_000))) {
      try (var world = new RebacModuleFixture(database.units(), config, shared)) {
        test.accept(world);
      }
    }
  }

  @DatabaseTest
  void aWildcardWithAConditionLetsNobodyInWhenTheConditionDoesNotHold(TestDatabase database) {
    everywhere(
        database,
        world -> {
          var place = world.place(MODEL);
          place.write(tuple("document:1#viewer@user:*", "office", Map.of()));

          assertTrue(place.check("document:1#viewer@user:a", values(Map.of("network", "office"))));
          assertFalse(place.check("document:1#viewer@user:a", values(Map.of("network", "home"))));
          failed(() -> place.check("document:1#viewer@user:a"));
        });
  }

  @DatabaseTest
  void anAnswerWithContextualTuplesIsNoAnswerWithout(TestDatabase database) {
    everywhere(
        database,
        world -> {
          var place = world.place(MODEL, "folder:x#viewer@user:a");
          var contextual = with(tuple("document:1#parent@folder:x"));
          for (int i = 0; i < 3; i++) {
            assertTrue(place.check("document:1#viewer@user:a", contextual));
            assertFalse(place.check("document:1#viewer@user:a"));
            assertFalse(
                place.check("document:1#viewer@user:a", with(tuple("document:1#parent@folder:y"))));
          }
        });
  }

  @DatabaseTest
  void anAnswerOfOneContextIsNoAnswerOfAnother(TestDatabase database) {
    everywhere(
        database,
        world -> {
          var place = world.place(MODEL, "document:1#viewer@group:g#member");
          place.write(tuple("group:g#member@user:*", "office", Map.of()));
          for (int i = 0; i < 3; i++) {
            assertTrue(
                place.check("document:1#reader@user:a", values(Map.of("network", "office"))));
            assertFalse(place.check("document:1#reader@user:a", values(Map.of("network", "home"))));
            failed(() -> place.check("document:1#reader@user:a"));
          }
        });
  }

  /** A part of a circle that is found to be false while the circle is open is not kept as false. */
  @DatabaseTest
  void aCircleIsNotKeptAsADenialOfWhatIsInIt(TestDatabase database) {
    everywhere(
        database,
        world -> {
          var place =
              world.place(
                  MODEL,
                  "group:a#member@group:b#member",
                  "group:b#member@group:c#member",
                  "group:c#member@group:a#member",
                  "group:a#member@group:d#member",
                  "group:d#member@user:u",
                  "document:1#viewer@group:c#member");
          for (int i = 0; i < 2; i++) {
            for (String group : List.of("a", "b", "c", "d")) {
              assertTrue(place.check("group:" + group + "#member@user:u"), group);
              assertFalse(place.check("group:" + group + "#member@user:v"), group);
            }
            assertTrue(place.check("document:1#viewer@user:u"));
          }
        });
  }

  /** Every group is in every other: the ways through are more than can be counted. */
  @DatabaseTest
  void circlesEnd(TestDatabase database) {
    everywhere(
        database,
        world -> {
          var place = world.place(MODEL);
          place.write(
              IntStream.range(0, 144)
                  .filter(i -> i / 12 != i % 12)
                  .mapToObj(i -> tuple("group:" + i / 12 + "#member@group:" + i % 12 + "#member"))
                  .toArray(RelationTuple[]::new));
          place.write("group:11#member@user:u");

          assertTrue(place.check("group:0#member@user:u"));
          assertFalse(place.check("group:0#member@user:v"));
        });
  }

  @DatabaseTest
  void deniesASelfReferencingExclusion(TestDatabase database) {
    var paradox =
        HandBuiltModels.model()
            .type("user")
            .type("document")
            .define("blocked", "user", "document#viewer")
            .define("viewer", butNot(direct(), computed("blocked")), "user")
            .build();
    everywhere(
        database,
        world -> {
          var place =
              world.place(
                  paradox,
                  "document:1#viewer@user:a",
                  "document:1#blocked@document:1#viewer",
                  "document:2#viewer@user:a");
          assertFalse(place.check("document:1#viewer@user:a"));
          assertFalse(place.check("document:1#blocked@user:a"));
          assertTrue(place.check("document:2#viewer@user:a"));
        });
  }

  /** Questions of a batch that look alike are not one. */
  @DatabaseTest
  void questionsOfABatchAreAnsweredEachForItself(TestDatabase database) {
    everywhere(
        database,
        world -> {
          var place = world.place(MODEL, "folder:x#viewer@user:a");
          place.write(tuple("document:2#viewer@user:a", "office", Map.of()));
          var first = key("document:1#viewer@user:a");
          var second = key("document:2#viewer@user:a");
          var outcomes =
              world.queries.checkAll(
                  ACME,
                  place.store.id(),
                  List.of(
                      new RelationQueryService.RelationBatchCheckItem(
                          first, RelationQueryContext.standard()),
                      new RelationQueryService.RelationBatchCheckItem(
                          first, with(tuple("document:1#parent@folder:x"))),
                      new RelationQueryService.RelationBatchCheckItem(
                          second, values(Map.of("network", "office"))),
                      new RelationQueryService.RelationBatchCheckItem(
                          second, values(Map.of("network", "home"))),
                      new RelationQueryService.RelationBatchCheckItem(
                          second, RelationQueryContext.standard()),
                      new RelationQueryService.RelationBatchCheckItem(
                          first, RelationQueryContext.standard())));

          assertEquals(
              List.of("false", "true", "true", "false", "CONDITION_FAILED", "false"),
              outcomes.stream()
                  .map(
                      each ->
                          each.answer()
                              .map(answer -> Boolean.toString(answer.allowed()))
                              .orElseGet(() -> each.failure().orElseThrow().kind().name()))
                  .toList());
        });
  }

  /** Names whose parts written one after the other are alike. */
  @DatabaseTest
  void namesThatRunTogetherAreNotOne(TestDatabase database) {
    var model =
        HandBuiltModels.model()
            .type("user")
            .type("doc")
            .define("view", "user")
            .define("viewer", "user")
            .type("docs")
            .define("view", "user")
            .build();
    everywhere(
        database,
        world -> {
          var place = world.place(model, "doc:1/2#view@user:a@b", "doc:1:2#viewer@user:a");
          for (int i = 0; i < 2; i++) {
            assertTrue(place.check("doc:1/2#view@user:a@b"));
            for (String other :
                List.of(
                    "doc:1#view@user:2@b",
                    "doc:1/#view@user:2a@b",
                    "docs:1/2#view@user:a@b",
                    "doc:1/2#viewer@user:a@b",
                    "doc:1:2#view@user:a",
                    "doc:1#viewer@user:2",
                    "doc:1/2#view@user:a",
                    "doc:1/2#view@user:a@b/")) {
              assertFalse(place.check(other), other);
            }
          }
        });
  }

  /** What was not found out for want of time, or depth, is asked again and found. */
  @DatabaseTest
  void aQuestionThatWasCutIsNotKeptAsADenial(TestDatabase database) {
    everywhere(
        database,
        world -> {
          var place = world.place(MODEL);
          place.write(
              IntStream.range(0, 200)
                  .mapToObj(i -> tuple("group:g#member@group:n" + i + "#member"))
                  .toArray(RelationTuple[]::new));
          place.write("group:g#member@group:z#member");
          place.write("group:z#member@user:u");
          place.write("document:1#viewer@group:g#member");

          Thread.currentThread().interrupt();
          var cut =
              assertThrows(RelationException.class, () -> place.check("document:1#viewer@user:u"));
          assertTrue(Thread.interrupted());
          assertEquals(RelationErrorKind.DEADLINE, cut.kind());
          assertTrue(place.check("document:1#viewer@user:u"));
          assertTrue(place.check("group:g#member@user:u"));
        });
  }

  @DatabaseTest
  void theDepthThatIsAllowedIsTheSameWithAnswersKept(TestDatabase database) {
    var shared = RebacModuleFixture.Shared.fresh();
    for (RebacTestConfig config :
        List.of(
            RebacTestConfig.standard(),
            RebacTestConfig.bare(),
            RebacTestConfig.bare().held(0, 10_000))) {
      try (var world = new RebacModuleFixture(database.units(), config.depth(10), shared)) {
        var place = world.place(MODEL);
        place.write(
            IntStream.range(0, 12)
                .mapToObj(i -> tuple("group:" + i + "#member@group:" + (i + 1) + "#member"))
                .toArray(RelationTuple[]::new));
        place.write("group:12#member@user:u");

        assertTrue(place.check("group:3#member@user:u"));
        var tooDeep =
            assertThrows(RelationException.class, () -> place.check("group:2#member@user:u"));
        assertEquals(RelationErrorKind.LIMIT_EXCEEDED, tooDeep.kind());
        assertTrue(place.check("group:3#member@user:u"));
      }
    }
  }

  @DatabaseTest
  void anAnswerIsNotKeptBeyondTheEndOfATuple(TestDatabase database) {
    var shared = RebacModuleFixture.Shared.fresh();
    var units = database.units();
    try (var standard = new RebacModuleFixture(units, RebacTestConfig.standard(), shared);
        var bare = new RebacModuleFixture(units, RebacTestConfig.bare(), shared);
        var answers =
            new RebacModuleFixture(units, RebacTestConfig.bare().held(0, 10_000), shared)) {
      var places =
          Stream.of(standard, bare, answers)
              .map(world -> world.place(MODEL, "document:1#viewer@group:g#member"))
              .toList();
      var end = Instant.now().plusMillis(1500);
      places.forEach(place -> place.write(TupleSampleParser.until("group:g#member@user:a", end)));

      for (var place : places) {
        boolean held = place.check("document:1#viewer@user:a");
        boolean inTime = Instant.now().isBefore(end);
        assertTrue(held || !inTime);
      }
      while (Instant.now().isBefore(end)) {
        LockSupport.parkUntil(end.toEpochMilli() + 1);
      }
      for (var place : places) {
        assertFalse(place.check("document:1#viewer@user:a"));
      }
    }
  }

  /** A list that is cut says so, and its token leads to the rest, once each. */
  @DatabaseTest
  void aListIsNeverCutInSilence(TestDatabase database) {
    everywhere(
        database,
        world -> {
          var place = world.place(MODEL);
          place.write(
              IntStream.range(0, 30)
                  .mapToObj(i -> tuple("document:" + i + "#viewer@user:a"))
                  .toArray(RelationTuple[]::new));
          place.write("document:7#blocked@user:a");
          var found = new ArrayList<String>();
          Optional<String> after = Optional.empty();
          do {
            var slice =
                world.queries.listObjects(
                    ACME,
                    place.store.id(),
                    "document",
                    "reader",
                    TupleSampleParser.subject("user:a"),
                    RelationQueryContext.standard(),
                    8,
                    after);
            slice.items().forEach(each -> found.add(each.id()));
            assertEquals(slice.complete(), slice.next().isEmpty());
            after = slice.next();
          } while (after.isPresent());

          assertEquals(29, found.size());
          assertEquals(29, found.stream().distinct().count());
        });
  }

  @DatabaseTest
  void everyoneButSomeIsToldWithThoseWhoAreLeftOut(TestDatabase database) {
    var model =
        HandBuiltModels.model()
            .type("user")
            .type("document")
            .define("blocked", "user")
            .define("viewer", butNot(direct(), computed("blocked")), "user", "user:*")
            .build();
    everywhere(
        database,
        world -> {
          var place = world.place(model, "document:1#viewer@user:*", "document:1#blocked@user:bob");
          var subjects =
              world.queries.listSubjects(
                  ACME,
                  place.store.id(),
                  TupleSampleParser.object("document:1"),
                  "viewer",
                  new RelationSubjectFilter("user", Optional.empty()),
                  TupleSampleParser.by(new ReadConsistency.FullyConsistent()),
                  100,
                  Optional.empty());

          assertEquals(List.of(TupleSampleParser.subject("user:*")), subjects.found().items());
          assertEquals(List.of(TupleSampleParser.subject("user:bob")), subjects.except());
        });
  }

  private static void failed(Executable question) {
    assertEquals(
        RelationErrorKind.CONDITION_FAILED, assertThrows(RelationException.class, question).kind());
  }
}
