/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry.store;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Encodes a list of words as a column value, separated by spaces. */
public final class WordListColumnCodec {

  private WordListColumnCodec() {}

  /** Joins words in their order, separated by spaces. */
  public static String joinWords(Collection<String> some) {
    return String.join(" ", new TreeSet<>(some));
  }

  /** Parses words into a set, the inverse of {@link #joinWords}. */
  public static Set<String> parseWordSet(String words) {
    return Set.copyOf(parseWordList(words));
  }

  /** Parses words into a list in their stored order. */
  public static List<String> parseWordList(String words) {
    return words.isEmpty() ? List.of() : List.of(words.split(" "));
  }
}
