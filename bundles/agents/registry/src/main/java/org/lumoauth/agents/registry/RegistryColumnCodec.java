package org.lumoauth.agents.registry;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Values as columns hold them: words with spaces between them, times as microseconds. */
public final class RegistryColumnCodec {

  private RegistryColumnCodec() {}

  /** Words in their order. */
  public static String joinWords(Collection<String> some) {
    return String.join(" ", new TreeSet<>(some));
  }

  /** The inverse of {@link #joinWords}. */
  public static Set<String> parseWordSet(String words) {
    return Set.copyOf(parseWordList(words));
  }

  /** Words in the order in which they were written. */
  public static List<String> parseWordList(String words) {
    return words.isEmpty() ? List.of() : List.of(words.split(" "));
  }

  /** Microseconds since the epoch. */
  public static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }

  /** The inverse of {@link #micros}. */
  public static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
