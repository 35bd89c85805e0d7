/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.interpreter;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.agents.interpreter.SentenceVectorCache.ActionSimilarity;

/**
 * Ranks the actions of a tenant for a request by two independent measures: the words of their names
 * and the similarity of their meaning. An action is decided only if both agree.
 */
final class ActionRanker {

  /**
   * An action and its rank.
   *
   * @param action the action
   * @param score the sum of both measures
   * @param similarity the similarity of the meaning; 0 without a language model
   * @param confirmed how well the words confirm the action; 0 if they do not
   * @param possible whether the request has the verb of the action and no object of another one
   */
  record RankedAction(
      String action, double score, double similarity, double confirmed, boolean possible) {}

  private static final double VERB = 0.45;
  private static final double VERB_CLASS = 0.35;
  private static final double OBJECTS = 0.35;
  private static final double HINTS = 0.2;
  private static final double WORDS = 0.2;

  /** Maximum number of words outside the request if the meaning alone decides. */
  private static final int MAX_OTHERS = 8;

  private final ActionVocabulary vocabulary;

  ActionRanker(ActionVocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  /** Returns the actions, the best first. */
  List<RankedAction> rank(ParsedRequest request, Optional<ActionSimilarity> similarity) {
    List<RankedAction> ranked = new ArrayList<>();
    for (TenantAction action : vocabulary.all()) {
      double words = 0;
      double confirmed = 0;
      boolean possible = false;
      for (ParsedActionName name : action.namings()) {
        words = Math.max(words, words(request, action, name));
        if (!mentionsOther(request, action, name)) {
          confirmed = Math.max(confirmed, confirmed(request, action, name));
        }
        possible |= isPossible(request, action, name);
      }
      double similar = similarity.map(all -> all.of(action.action())).orElse(0.0);
      ranked.add(
          new RankedAction(action.action(), similar + WORDS * words, similar, confirmed, possible));
    }
    ranked.sort(
        Comparator.comparingDouble(RankedAction::score)
            .reversed()
            .thenComparing(RankedAction::action));
    return ranked;
  }

  /** Returns the action that both measures agree on. */
  Optional<RankedAction> decide(
      ParsedRequest request, List<RankedAction> ranked, Optional<ActionSimilarity> similarity) {
    if (ranked.isEmpty()) {
      return Optional.empty();
    }
    List<RankedAction> confirmed =
        ranked.stream()
            .filter(each -> each.confirmed() > 0)
            .sorted(Comparator.comparingDouble(RankedAction::confirmed).reversed())
            .toList();
    double margin = similarity.map(ActionSimilarity::minimumMargin).orElse(1.0);
    RankedAction first = ranked.get(0);
    if (confirmed.isEmpty()) {
      boolean clear = ranked.size() > 1 && first.score() - ranked.get(1).score() >= margin;
      return first.possible() && clear && request.others() <= MAX_OTHERS
          ? Optional.of(first)
          : Optional.empty();
    }
    if (confirmed.size() > 1 && confirmed.get(0).confirmed() == confirmed.get(1).confirmed()) {
      return Optional.empty();
    }
    RankedAction best = confirmed.get(0);
    double highest = ranked.stream().mapToDouble(RankedAction::similarity).max().orElse(0);
    boolean agreed = similarity.isEmpty() || best.similarity() >= highest - margin;
    return agreed && first.action().equals(best.action()) ? Optional.of(best) : Optional.empty();
  }

  /** Returns whether an action is described with all of these stems. */
  private static boolean isKnown(Set<String> stems, TenantAction action, ParsedActionName name) {
    return stems.stream()
        .allMatch(stem -> name.objects().contains(stem) || action.hints().contains(stem));
  }

  /**
   * Returns whether the request contains the object of other actions, as "the bill of an order".
   */
  private boolean mentionsOther(ParsedRequest request, TenantAction action, ParsedActionName name) {
    return request.mentioned().stream()
        .anyMatch(
            stem ->
                vocabulary.isObject(stem)
                    && !name.objects().contains(stem)
                    && !action.hints().contains(stem));
  }

  private boolean isPossible(ParsedRequest request, TenantAction action, ParsedActionName name) {
    double verb = verb(request, name);
    return verb > 0
        && (verb == 1 || isKnown(request.mentioned(), action, name))
        && request.stems().stream().anyMatch(name.objects()::contains)
        && request.object().stream()
            .allMatch(
                stem ->
                    name.objects().contains(stem)
                        || action.hints().contains(stem)
                        || !vocabulary.isMentioned(stem));
  }

  private static double words(ParsedRequest request, TenantAction action, ParsedActionName name) {
    double score = verb(request, name) * VERB;
    if (!name.objects().isEmpty()) {
      long found = name.objects().stream().filter(request.stems()::contains).count();
      score += OBJECTS * found / name.objects().size();
    }
    if (!request.stems().isEmpty()) {
      Set<String> known = new HashSet<>(action.hints());
      known.addAll(name.objects());
      long found = request.stems().stream().filter(known::contains).count();
      score += HINTS * found / request.stems().size();
    }
    return score;
  }

  /** Returns 1 for the same verb, and less for another one of its class or translation. */
  private static double verb(ParsedRequest request, ParsedActionName name) {
    if (name.verb().isEmpty() || request.verbs().isEmpty()) {
      return 0;
    }
    if (request.verbs().get(0).stem().equals(name.verb())) {
      return 1;
    }
    boolean similar =
        request.verbs().stream()
            .anyMatch(
                verb ->
                    verb.stem().equals(name.verb()) || verb.verbClass().equals(name.verbClass()));
    return similar ? VERB_CLASS / VERB : 0;
  }

  /**
   * Returns how many words of the name the request contains, if it contains all of them and its
   * object belongs to the action; otherwise 0.
   */
  private static double confirmed(
      ParsedRequest request, TenantAction action, ParsedActionName name) {
    double verb = verb(request, name);
    if (verb == 0
        || name.objects().isEmpty()
        || !request.stems().containsAll(name.objects())
        || request.object().stream().noneMatch(name.objects()::contains)
        || verb < 1 && !isKnown(request.mentioned(), action, name)) {
      return 0;
    }
    boolean head =
        request.heads().stream()
            .anyMatch(stem -> name.objects().contains(stem) || action.hints().contains(stem));
    return head ? verb + name.objects().size() : 0;
  }
}
