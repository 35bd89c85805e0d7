/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.interpreter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.testkit.builder.TestBuilders;

/**
 * How well questions are understood, on questions written by hand in five domains. One half was
 * used to make the interpreter, the other was kept out of it.
 */
class QuestionSetAccuracyTest {

  private static final String UNCLEAR = "unclear";

  /** A question and what it means. */
  private record Asked(String domain, String expected, String text) {}

  /** What came of a set. */
  private record Figures(
      int questions,
      int meant,
      int first,
      int unclear,
      int refused,
      int decided,
      List<String> wrong) {
    double topOne() {
      return 100.0 * (first + refused) / questions;
    }
  }

  @Test
  void allowsNoUnintendedActionInHeldOutQuestions() throws IOException {
    var figures = measure("held-out.txt");

    assertEquals(List.of(), figures.wrong());
    assertTrue(figures.questions() >= 100, "questions: " + figures.questions());
  }

  @Test
  void allowsNoUnintendedActionInTuningQuestions() throws IOException {
    assertEquals(List.of(), measure("tuning.txt").wrong());
  }

  @Test
  void findsMostIntendedActions() throws IOException {
    var figures = measure("held-out.txt");

    assertTrue(figures.topOne() >= 80, "top-1: " + figures.topOne());
  }

  private static Figures measure(String set) throws IOException {
    Map<String, QuestionInterpreterFixture> domains = domains();
    int meant = 0;
    int first = 0;
    int unclear = 0;
    int refused = 0;
    int decided = 0;
    List<String> wrong = new ArrayList<>();
    var questions = questions(set);
    for (Asked asked : questions) {
      var answer = domains.get(asked.domain()).ask(TestBuilders.aTenant().build(), asked.text());
      Optional<String> action = QuestionInterpreterFixture.decided(answer);
      if (asked.expected().equals(UNCLEAR)) {
        unclear++;
        refused += action.isEmpty() ? 1 : 0;
      } else {
        meant++;
        boolean right =
            !answer.candidates().isEmpty()
                && answer.candidates().get(0).action().equals(asked.expected());
        first += right ? 1 : 0;
        decided += action.filter(asked.expected()::equals).isPresent() ? 1 : 0;
      }
      if (action.isPresent() && !action.get().equals(asked.expected())) {
        wrong.add(asked + " was taken for " + action.get());
      }
    }
    var figures = new Figures(questions.size(), meant, first, unclear, refused, decided, wrong);
    System.out.printf(
        "%s: %d questions, top-1 %.1f %% (first candidate right %d of %d, of these decided %d;"
            + " rightly undecided %d of %d), false allows %d%n",
        set,
        figures.questions(),
        figures.topOne(),
        first,
        meant,
        decided,
        refused,
        unclear,
        wrong.size());
    return figures;
  }

  private static Map<String, QuestionInterpreterFixture> domains() throws IOException {
    Map<String, QuestionInterpreterFixture> domains = new HashMap<>();
    for (String[] line : lines("domains.txt")) {
      domains
          .computeIfAbsent(line[0], any -> new QuestionInterpreterFixture())
          .with(line[1], line[2], line[3]);
    }
    return domains;
  }

  private static List<Asked> questions(String set) throws IOException {
    return lines(set).stream().map(line -> new Asked(line[0], line[1], line[2])).toList();
  }

  private static List<String[]> lines(String file) throws IOException {
    try (InputStream stream =
        QuestionSetAccuracyTest.class.getResourceAsStream("/questions/" + file)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\\|"))
          .toList();
    }
  }
}
