/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.lumoauth.authz.rebac.RebacModuleFixture.ACME;
import static org.lumoauth.authz.rebac.RebacModuleFixture.SOMEBODY;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.lumoauth.api.relation.ReadConsistency;
import org.lumoauth.api.relation.RelationException;
import org.lumoauth.api.relation.RelationException.RelationErrorKind;
import org.lumoauth.api.relation.RelationQueryContext;
import org.lumoauth.api.relation.RelationSubjectFilter;
import org.lumoauth.api.relation.RelationTuple;
import org.lumoauth.api.relation.TupleCondition;
import org.lumoauth.api.relation.TupleKey;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * Every stage of OpenFGA's consolidated tests: its assertions for check, list-objects and
 * list-users. The tests are no part of the sources: the system property {@code rebac.consolidated}
 * says where they are.
 */
class OpenFgaConsolidatedTest {

  private static final Path TESTS =
      Path.of(
          System.getProperty(
              "rebac.consolidated", "../../../../shared/data/rebac/openfga-consolidated-1.1.yaml"));

  /** OpenFGA's codes, as its endpoints give them for what went wrong. */
  private static final Map<RelationErrorKind, List<Integer>> CODES =
      Map.of(
          RelationErrorKind.TYPE_NOT_FOUND, List.of(2000, 2021),
          RelationErrorKind.RELATION_NOT_FOUND, List.of(2000, 2022),
          RelationErrorKind.INVALID_REQUEST, List.of(2000),
          RelationErrorKind.INVALID_TUPLE, List.of(2027),
          RelationErrorKind.LIMIT_EXCEEDED, List.of(2002));

  private final List<String> wrong = new ArrayList<>();
  private int assertions;

  @DatabaseTest
  void passesFromMemory(TestDatabase database) throws IOException {
    run(database, RebacTestConfig.standard());
  }

  @DatabaseTest
  void passesFromTheDatabase(TestDatabase database) throws IOException {
    run(database, RebacTestConfig.bare());
  }

  @DatabaseTest
  void passesFromTheDatabaseWithCachedAnswers(TestDatabase database) throws IOException {
    run(database, RebacTestConfig.bare().held(0, 100_000));
  }

  private void run(TestDatabase database, RebacConfig config) throws IOException {
    assumeTrue(Files.isReadable(TESTS), "OpenFGA's consolidated tests are not at " + TESTS);
    try (var world =
        new RebacModuleFixture(database.units(), config, RebacModuleFixture.Shared.written())) {
      Map<String, Object> file =
          new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(TESTS));
      for (Map<String, Object> test : maps(file, "tests")) {
        test(world, test);
      }
    }
    assertEquals(List.of(), wrong);
    assertTrue(assertions > 800, "assertions: " + assertions);
  }

  /** A stage's model and tuples come on top of those of the stage before. */
  private void test(RebacModuleFixture world, Map<String, Object> test) {
    String name = (String) test.get("name");
    var place = world.new Place(world.stores.create(ACME, "test", SOMEBODY));
    int number = 0;
    for (Map<String, Object> stage : maps(test, "stages")) {
      String where = name + "/" + ++number;
      place.dsl((String) stage.get("model"));
      var tuples = maps(stage, "tuples").stream().map(OpenFgaConsolidatedTest::tuple).toList();
      if (!tuples.isEmpty()) {
        place.write(tuples.toArray(new RelationTuple[0]));
      }
      maps(stage, "checkAssertions").forEach(each -> check(place, where, each));
      maps(stage, "listObjectsAssertions").forEach(each -> objects(world, place, where, each));
      maps(stage, "listUsersAssertions").forEach(each -> subjects(world, place, where, each));
    }
  }

  private void check(RebacModuleFixture.Place place, String where, Map<String, Object> each) {
    var key = key(map(each, "tuple"));
    same(
        where + " " + key,
        each.containsKey("errorCode") ? each.get("errorCode") : each.get("expectation"),
        () -> place.check(key, context(each)));
  }

  private void objects(
      RebacModuleFixture world,
      RebacModuleFixture.Place place,
      String where,
      Map<String, Object> each) {
    var request = map(each, "request");
    same(
        where + " objects " + request,
        each.containsKey("errorCode") ? each.get("errorCode") : names(each.get("expectation")),
        () ->
            world
                .queries
                .listObjects(
                    ACME,
                    place.store.id(),
                    (String) request.get("type"),
                    (String) request.get("relation"),
                    TupleSampleParser.subject((String) request.get("user")),
                    context(each),
                    1000,
                    Optional.empty())
                .items()
                .stream()
                .map(Object::toString)
                .sorted()
                .toList());
  }

  private void subjects(
      RebacModuleFixture world,
      RebacModuleFixture.Place place,
      String where,
      Map<String, Object> each) {
    var request = map(each, "request");
    String[] filter = ((List<?>) request.get("filters")).get(0).toString().split("#");
    same(
        where + " subjects " + request,
        each.containsKey("errorCode") ? each.get("errorCode") : names(each.get("expectation")),
        () ->
            world
                .queries
                .listSubjects(
                    ACME,
                    place.store.id(),
                    TupleSampleParser.object((String) request.get("object")),
                    (String) request.get("relation"),
                    new RelationSubjectFilter(
                        filter[0], filter.length == 2 ? Optional.of(filter[1]) : Optional.empty()),
                    context(each),
                    1000,
                    Optional.empty())
                .found()
                .items()
                .stream()
                .map(Object::toString)
                .sorted()
                .toList());
  }

  private void same(String what, Object expected, Supplier<Object> asked) {
    assertions++;
    Object got;
    try {
      got = asked.get();
    } catch (RelationException e) {
      got = CODES.getOrDefault(e.kind(), List.of()).contains(expected) ? expected : e;
    }
    if (!got.equals(expected)) {
      wrong.add(what + ": " + got + " and not " + expected);
    }
  }

  private static RelationQueryContext context(Map<String, Object> each) {
    return new RelationQueryContext(
        Optional.empty(),
        maps(each, "contextualTuples").stream().map(OpenFgaConsolidatedTest::tuple).toList(),
        map(each, "context"),
        new ReadConsistency.MinimizeLatency());
  }

  private static RelationTuple tuple(Map<String, Object> tuple) {
    var condition = map(tuple, "condition");
    return new RelationTuple(
        key(tuple),
        condition.isEmpty()
            ? Optional.empty()
            : Optional.of(
                new TupleCondition((String) condition.get("name"), map(condition, "context"))),
        Optional.empty());
  }

  private static TupleKey key(Map<String, Object> tuple) {
    return TupleSampleParser.key(
        tuple.get("object") + "#" + tuple.get("relation") + "@" + tuple.get("user"));
  }

  private static List<String> names(Object list) {
    return list == null
        ? List.of()
        : ((List<?>) list).stream().map(Object::toString).sorted().toList();
  }

  @SuppressWarnings("unchecked") // YAML's maps have names
  private static Map<String, Object> map(Map<String, Object> of, String name) {
    return of.get(name) == null ? Map.of() : (Map<String, Object>) of.get(name);
  }

  @SuppressWarnings("unchecked") // the lists of these tests hold maps
  private static List<Map<String, Object>> maps(Map<String, Object> of, String name) {
    return of.get(name) == null ? List.of() : (List<Map<String, Object>>) of.get(name);
  }
}
