/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.relation.RelationSubjectFilter;
import org.lumoauth.api.relation.RelationTuple;
import org.lumoauth.api.relation.TupleKey;
import org.lumoauth.authz.rebac.model.RelationModel;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The oracle says what OpenFGA says in its consolidated tests: that it is one is shown by a second
 * opinion. Questions that OpenFGA refuses are left out; the oracle refuses none.
 */
class OracleOpenFgaConformanceTest {

  private static final Path TESTS =
      Path.of(
          System.getProperty(
              "rebac.consolidated", "../../../../shared/data/rebac/openfga-consolidated-1.1.yaml"));

  private final List<String> wrong = new ArrayList<>();
  private int asked;

  @Test
  void matchesOpenFgaResults() throws IOException {
    assumeTrue(Files.isReadable(TESTS), "OpenFGA's consolidated tests are not at " + TESTS);
    var options = new LoaderOptions();
    options.setCodePointLimit(10_000_000);
    Map<String, Object> tests =
        new Yaml(new SafeConstructor(options)).load(Files.readString(TESTS));

    for (var test : maps(tests, "tests")) {
      var tuples = new ArrayList<RelationTuple>();
      RelationModel model = null;
      for (var stage : maps(test, "stages")) {
        model =
            stage.get("model") == null
                ? model
                : TupleShortNotation.model((String) stage.get("model"));
        tuples.addAll(tuples(stage, "tuples"));
        ask((String) test.get("name"), model, tuples, stage);
      }
    }

    assertEquals(List.of(), wrong);
    assertTrue(asked > 800, "only " + asked + " questions");
  }

  private void ask(
      String name, RelationModel model, List<RelationTuple> tuples, Map<String, Object> stage) {
    for (var assertion : maps(stage, "checkAssertions")) {
      if (!assertion.containsKey("errorCode")) {
        var key = key(map(assertion, "tuple"));
        var answer =
            oracle(model, tuples, assertion).check(key.object(), key.relation(), key.subject());
        compare(name + " check " + key, assertion.get("expectation"), answer == OracleAnswer.YES);
      }
    }
    for (var assertion : maps(stage, "listObjectsAssertions")) {
      if (!assertion.containsKey("errorCode")) {
        objects(name, oracle(model, tuples, assertion), assertion);
      }
    }
    for (var assertion : maps(stage, "listUsersAssertions")) {
      if (!assertion.containsKey("errorCode")) {
        subjects(name, oracle(model, tuples, assertion), assertion);
      }
    }
  }

  private void objects(String name, RelationOracle oracle, Map<String, Object> assertion) {
    var request = map(assertion, "request");
    var found =
        oracle
            .objects(
                text(request, "type"),
                text(request, "relation"),
                TupleShortNotation.subject(text(request, "user")))
            .entrySet()
            .stream()
            .filter(entry -> entry.getValue() == OracleAnswer.YES)
            .map(entry -> entry.getKey().toString())
            .collect(Collectors.toCollection(TreeSet::new));
    compare(name + " objects " + request, expected(assertion), found);
  }

  private void subjects(String name, RelationOracle oracle, Map<String, Object> assertion) {
    var request = map(assertion, "request");
    @SuppressWarnings("unchecked")
    var filter = ((List<String>) request.get("filters")).get(0);
    int hash = filter.indexOf('#');
    var type = hash < 0 ? filter : filter.substring(0, hash);
    var relation = hash < 0 ? Optional.<String>empty() : Optional.of(filter.substring(hash + 1));
    var object = TupleShortNotation.object(text(request, "object"));
    var answers =
        oracle.subjects(
            object, text(request, "relation"), new RelationSubjectFilter(type, relation));
    var expected = expected(assertion);
    boolean everybody =
        relation.isEmpty()
            && oracle.everybody(object, text(request, "relation"), type) == OracleAnswer.YES;
    compare(name + " everybody " + request, expected.contains(type + ":*"), everybody);
    answers.forEach(
        (subject, answer) -> {
          boolean told = expected.contains(subject.toString());
          // Who is among everybody need not be told.
          if (told != (answer == OracleAnswer.YES) && !(everybody && !told)) {
            compare(name + " subject " + subject + " " + request, told, answer);
          }
        });
    expected.stream()
        .filter(subject -> !subject.endsWith(":*"))
        .filter(subject -> answers.get(TupleShortNotation.subject(subject)) != OracleAnswer.YES)
        .forEach(subject -> compare(name + " subject " + subject + " " + request, true, false));
  }

  private void compare(String question, Object expected, Object answer) {
    asked++;
    if (!expected.equals(answer)) {
      wrong.add(question + ": expected " + expected + ", but was " + answer);
    }
  }

  private static RelationOracle oracle(
      RelationModel model, List<RelationTuple> tuples, Map<String, Object> assertion) {
    var all = new ArrayList<>(tuples);
    all.addAll(tuples(assertion, "contextualTuples"));
    return new RelationOracle(model, all, Map.of(), Instant.now());
  }

  private static List<RelationTuple> tuples(Map<String, Object> from, String key) {
    return maps(from, key).stream().map(tuple -> RelationTuple.of(key(tuple))).toList();
  }

  private static TupleKey key(Map<String, Object> tuple) {
    return TupleShortNotation.key(
        text(tuple, "object") + "#" + text(tuple, "relation") + "@" + text(tuple, "user"));
  }

  private static TreeSet<String> expected(Map<String, Object> assertion) {
    @SuppressWarnings("unchecked")
    var expectation = (List<String>) assertion.get("expectation");
    return expectation == null ? new TreeSet<>() : new TreeSet<>(expectation);
  }

  private static String text(Map<String, Object> from, String key) {
    return String.valueOf(from.get(key));
  }

  @SuppressWarnings("unchecked") // what YAML gives
  private static Map<String, Object> map(Map<String, Object> from, String key) {
    return (Map<String, Object>) from.get(key);
  }

  @SuppressWarnings("unchecked") // what YAML gives
  private static List<Map<String, Object>> maps(Map<String, Object> from, String key) {
    var list = (List<Map<String, Object>>) from.get(key);
    return list == null ? List.of() : list;
  }
}
