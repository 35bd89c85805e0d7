/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.interpreter;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Corrects typing mistakes: a missing, doubled or swapped letter, and in long words also a wrong
 * one. The first letter must be right. A word is not corrected if two words are equally near.
 */
final class SpellingCorrector {

  private static final int MIN_LENGTH = 4;
  private static final int MIN_LENGTH_WRONG_LETTER = 7;
  private static final int MIN_LENGTH_TWO = 9;

  private final Map<Character, Set<String>> words = new HashMap<>();

  /** Creates a corrector that knows these words. */
  SpellingCorrector(Collection<String> known) {
    for (String word : known) {
      if (word.length() >= MIN_LENGTH) {
        words.computeIfAbsent(word.charAt(0), any -> new HashSet<>()).add(word);
      }
    }
  }

  /** Returns the word that was probably meant; empty if the word is known or none is near. */
  Optional<String> correct(String word) {
    if (word.length() < MIN_LENGTH) {
      return Optional.empty();
    }
    Set<String> candidates = words.getOrDefault(word.charAt(0), Set.of());
    if (candidates.contains(word)) {
      return Optional.empty();
    }
    int most = word.length() >= MIN_LENGTH_TWO ? 2 : 1;
    String best = null;
    int nearest = most + 1;
    boolean unique = true;
    for (String candidate : candidates) {
      if (Math.abs(candidate.length() - word.length()) <= most) {
        int distance = distance(word, candidate);
        unique = distance == nearest ? false : unique || distance < nearest;
        if (distance < nearest) {
          nearest = distance;
          best = candidate;
          unique = true;
        }
      }
    }
    return unique && nearest <= most ? Optional.ofNullable(best) : Optional.empty();
  }

  /** Returns the optimal string alignment distance; a wrong letter counts 2 in a short word. */
  private static int distance(String one, String other) {
    int wrong = one.length() >= MIN_LENGTH_WRONG_LETTER ? 1 : 2;
    int[][] cost = new int[one.length() + 1][other.length() + 1];
    for (int i = 0; i <= one.length(); i++) {
      for (int j = 0; j <= other.length(); j++) {
        if (i == 0 || j == 0) {
          cost[i][j] = i + j;
          continue;
        }
        boolean same = one.charAt(i - 1) == other.charAt(j - 1);
        cost[i][j] =
            Math.min(
                cost[i - 1][j - 1] + (same ? 0 : wrong),
                Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        boolean swapped =
            i > 1
                && j > 1
                && one.charAt(i - 1) == other.charAt(j - 2)
                && one.charAt(i - 2) == other.charAt(j - 1);
        if (swapped) {
          cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
        }
      }
    }
    return cost[one.length()][other.length()];
  }
}
