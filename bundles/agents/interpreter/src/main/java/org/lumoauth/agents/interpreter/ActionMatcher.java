/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.interpreter;

import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.lumoauth.agents.interpreter.ParsedQuestion.SentenceWord;
import org.lumoauth.api.agent.QuestionInterpreter.ActionCandidate;

/**
 * Computes how probably a sentence means an action. A match is certain only if it uses every word
 * of the sentence: the verb, all objects of the action, and no other words.
 */
final class ActionMatcher {

  private static final double BY_NAME = 0.99;
  private static final double BY_VERB = 0.97;
  private static final double BY_CLASS = 0.9;

  /** Upper bound of the confidence of a partial match. */
  private static final double UNSURE = 0.75;

  private static final double VERB = 0.35;
  private static final double OBJECTS = 0.35;
  private static final double HINTS = 0.1;
  private static final double LEFT_OVER = 0.05;
  private static final double LEAST = 0.15;
  private static final int MAX = 5;

  private final ActionVocabulary vocabulary;

  ActionMatcher(ActionVocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  /**
   * Returns the actions that a sentence may mean, the most probable first.
   *
   * @param about the stem of the resource type, if the sentence may omit it; otherwise empty text
   */
  List<ActionCandidate> candidates(ParsedQuestion sentence, String about) {
    if (!sentence.names().isEmpty()) {
      boolean alone = sentence.parts().stream().allMatch(SentenceWord::filler);
      double sure = alone ? BY_NAME : UNSURE;
      return sentence.names().stream()
          .distinct()
          .map(name -> new ActionCandidate(name, sure))
          .toList();
    }
    Set<String> stems = new LinkedHashSet<>();
    for (SentenceWord part : sentence.parts()) {
      stems.add(part.stem());
      stems.add(part.verbClass());
    }
    stems.add(about);
    return vocabulary.mentioned(stems).stream()
        .map(action -> new ActionCandidate(action.action(), confidence(action, sentence, about)))
        .filter(candidate -> candidate.confidence() >= LEAST)
        .sorted(
            Comparator.comparingDouble(ActionCandidate::confidence)
                .reversed()
                .thenComparing(ActionCandidate::action))
        .limit(MAX)
        .toList();
  }

  /**
   * Returns whether a sentence requests an operation that is none of these actions, for example a
   * deletion where the resource can only be read. The object of the sentence does not matter then.
   *
   * @param about as for {@link #candidates}
   */
  boolean asksForSomethingElse(
      ParsedQuestion sentence, String about, List<ActionCandidate> candidates) {
    List<SentenceWord> verbs =
        sentence.parts().stream()
            .filter(part -> !part.filler() && !part.verbClass().isEmpty())
            .toList();
    return sentence.names().isEmpty()
        && !verbs.isEmpty()
        && candidates.stream()
            .flatMap(candidate -> vocabulary.find(candidate.action()).stream())
            .flatMap(action -> action.namings().stream())
            .filter(naming -> verbs.stream().anyMatch(part -> means(part, naming)))
            .noneMatch(naming -> touches(naming, sentence, about));
  }

  private static boolean touches(ParsedActionName naming, ParsedQuestion sentence, String about) {
    return naming.objects().isEmpty()
        || naming.objects().contains(about)
        || sentence.parts().stream().anyMatch(part -> naming.objects().contains(part.stem()));
  }

  private double confidence(TenantAction action, ParsedQuestion sentence, String about) {
    double best = 0;
    for (ParsedActionName naming : action.namings()) {
      best = Math.max(best, confidence(naming, action, sentence.parts(), about));
    }
    return best;
  }

  private double confidence(
      ParsedActionName naming, TenantAction action, List<SentenceWord> parts, String about) {
    Set<String> missing = new HashSet<>(naming.objects());
    missing.remove(about);
    boolean literal = false;
    boolean same = false;
    boolean order = true;
    int left = 0;
    int hinted = 0;
    for (SentenceWord part : parts) {
      if (!part.filler() && means(part, naming) && !(literal || same)) {
        literal = part.stem().equals(naming.verb());
        same = !literal;
        // an object before the verb, as in "is the order cancelled", describes a state and is not a
        // request
        order = missing.size() == naming.objects().size() || naming.objects().contains(about);
      } else if (naming.objects().contains(part.stem()) && (!part.filler() || literal || same)) {
        missing.remove(part.stem());
      } else if (!part.filler() && !part.stem().equals(about)) {
        left++;
        hinted += action.hints().contains(part.stem()) ? 1 : 0;
      }
    }
    boolean verb = literal || same;
    if (verb && order && missing.isEmpty() && left == 0 && !naming.objects().isEmpty()) {
      return literal ? BY_VERB : BY_CLASS;
    }
    double objects =
        naming.objects().isEmpty() ? 0 : 1 - (double) missing.size() / naming.objects().size();
    double hints = left == 0 ? 0 : (double) hinted / left;
    double score =
        (verb ? VERB : 0) + OBJECTS * objects + HINTS * hints - LEFT_OVER * Math.min(left, 3);
    return Math.round(100 * Math.max(0, Math.min(UNSURE, score))) / 100.0;
  }

  private static boolean means(SentenceWord part, ParsedActionName naming) {
    return !naming.verb().isEmpty()
        && !part.verbClass().isEmpty()
        && (part.stem().equals(naming.verb()) || part.verbClass().equals(naming.verbClass()));
  }
}
