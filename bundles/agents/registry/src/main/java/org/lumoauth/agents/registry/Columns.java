package org.lumoauth.agents.registry;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Values as columns hold them: words with spaces between them, times as microseconds. */
public final class Columns {

  private Columns() {}

  /** Words in their order. */
  public static String words(Collection<String> some) {
    return String.join(" ", new TreeSet<>(some));
  }

  /** The inverse of {@link #words}. */
  public static Set<String> set(String words) {
    return Set.copyOf(list(words));
  }

  /** Words in the order in which they were written. */
  public static List<String> list(String words) {
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
