package org.lumoauth.agents.registry.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Encodes column values: words separated by spaces, times as microseconds. */
public final class RegistryColumnCodec {

  private RegistryColumnCodec() {}

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

  /** Returns microseconds since the epoch. */
  public static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }

  /** Returns the time of microseconds since the epoch, the inverse of {@link #micros}. */
  public static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
