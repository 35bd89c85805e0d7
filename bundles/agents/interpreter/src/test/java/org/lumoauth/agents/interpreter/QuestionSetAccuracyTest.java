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
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.lumoauth.agents.interpreterembeddings.OnnxSentenceEmbedder;
import org.lumoauth.api.agent.SentenceEmbedder;
import org.lumoauth.testkit.builder.TestBuilders;

/**
 * How well questions are understood, on catalogues and questions that other authors wrote. Prints
 * the figures by kind of question and language.
 */
class QuestionSetAccuracyTest {

  private static final String UNDECIDED = "undecided";
  private static final OnnxSentenceEmbedder MODEL = new OnnxSentenceEmbedder();

  /** A question and what it means. */
  private record AskedQuestion(
      String domain, String kind, String language, String expected, String text) {}

  /** Counts for the questions of a kind. */
  private static final class KindFigures {
    private int questions;
    private int first;
    private int decided;

    double firstShare() {
      return 100.0 * first / questions;
    }

    double decidedShare() {
      return 100.0 * decided / questions;
    }
  }

  private final Map<String, KindFigures> figures = new TreeMap<>();
  private final List<String> wrong = new ArrayList<>();
  private int compared;

  @AfterAll
  static void closeModel() {
    MODEL.unload();
  }

  @Test
  void decidesNoUnintendedActionInShortQuestions() throws IOException {
    measure("domains.txt", "tuning.txt", MODEL);
    measure("domains.txt", "held-out.txt", MODEL);

    assertEquals(List.of(), wrong);
    assertTrue(figures.get("clear").decidedShare() >= 90);
  }

  @Test
  void decidesNoUnintendedActionInDevelopmentQuestions() throws IOException {
    measure("development/catalogue.txt", "development/questions.txt", MODEL);

    assertEquals(List.of(), wrong);
    assertTrue(figures.get("clear").firstShare() >= 90);
    assertTrue(figures.get("clear").decidedShare() >= 60);
  }

  /** The author of the interpreter read only two of these, which had been decided wrongly. */
  @Test
  void decidesNoUnintendedActionInUnseenQuestions() throws IOException {
    measure("unseen/catalogue.txt", "unseen/questions.txt", MODEL);

    assertEquals(List.of(), wrong);
  }

  @Test
  void decidesNoUnintendedActionWithoutModel() throws IOException {
    measure("development/catalogue.txt", "development/questions.txt", null);

    assertEquals(List.of(), wrong);
  }

  private void measure(String catalogue, String questions, SentenceEmbedder model)
      throws IOException {
    Map<String, QuestionInterpreterFixture> domains = new HashMap<>();
    for (String[] line : lines(catalogue)) {
      domains
          .computeIfAbsent(
              line[0],
              any ->
                  model == null
                      ? new QuestionInterpreterFixture()
                      : QuestionInterpreterFixture.withModel(model))
          .with(line[1], line[2], line[3]);
    }
    for (String[] line : lines(questions)) {
      ask(domains.get(line[0]), question(line), model == null ? "words" : "embeddings");
    }
    assertEquals(model != null, compared > 0, "questions compared by their meaning: " + compared);
    System.out.printf("%s, %s%n", questions, model == null ? "words" : model.model());
    figures.forEach(
        (kind, counts) ->
            System.out.printf(
                "  %-20s %3d questions, first candidate right %3d (%.0f %%), decided %3d (%.0f %%)%n",
                kind,
                counts.questions,
                counts.first,
                counts.firstShare(),
                counts.decided,
                counts.decidedShare()));
  }

  private void ask(QuestionInterpreterFixture domain, AskedQuestion asked, String rankedBy) {
    var answer = domain.ask(TestBuilders.aTenant().build(), asked.text());
    if (answer.rankedBy().filter("embeddings"::equals).isPresent()) {
      assertEquals("embeddings", rankedBy);
      compared++;
    }
    String action = QuestionInterpreterFixture.decided(answer).orElse(UNDECIDED);
    boolean first =
        !answer.candidates().isEmpty()
            && answer.candidates().get(0).action().equals(asked.expected());
    if (!action.equals(UNDECIDED) && !action.equals(asked.expected())) {
      wrong.add(asked + " was taken for " + action);
    }
    for (String kind : List.of(asked.kind(), asked.kind() + " " + asked.language())) {
      var counts = figures.computeIfAbsent(kind, any -> new KindFigures());
      counts.questions++;
      counts.first += first ? 1 : 0;
      counts.decided += action.equals(UNDECIDED) ? 0 : 1;
    }
  }

  /** The short questions have no kind and are in English. */
  private static AskedQuestion question(String[] line) {
    if (line.length > 3) {
      return new AskedQuestion(line[0], line[1], line[2], line[3], line[4]);
    }
    boolean clear = !line[1].equals("unclear");
    return new AskedQuestion(
        line[0], clear ? "clear" : "unclear", "en", clear ? line[1] : UNDECIDED, line[2]);
  }

  private static List<String[]> lines(String file) throws IOException {
    try (InputStream stream =
        QuestionSetAccuracyTest.class.getResourceAsStream("/questions/" + file)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\\|", -1))
          .toList();
    }
  }
}
