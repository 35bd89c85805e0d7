package org.lumoauth.platform.cel;

import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * How large lists and maps are when everything in them is counted as often as it is there: {@code
 * [[x, x], [x, x]]} has four times the size of {@code x}, though it holds it once. Comparing two of
 * them takes that long, and doubling is quickly written.
 */
final class ExpandedValueSize {

  /** More than this is all the same, and may be added without care. */
  private static final long ENDLESS = 1L << 40;

  private final Map<Object, Long> known = new IdentityHashMap<>();

  /** The size of a list or a map; 0 for what is neither. */
  long of(Object value) {
    if (!(value instanceof Collection || value instanceof Map)) {
      return 0;
    }
    // What is in it does not change any more; it itself may be a list that a macro still fills.
    long size = 0;
    if (value instanceof Collection<?> list) {
      for (var member : list) {
        size += 1 + inside(member);
      }
    } else {
      for (var entry : ((Map<?, ?>) value).entrySet()) {
        size += 2 + inside(entry.getKey()) + inside(entry.getValue());
      }
    }
    var bounded = Math.min(size, ENDLESS);
    known.put(value, bounded);
    return bounded;
  }

  private long inside(Object member) {
    if (member instanceof CharSequence text) {
      return text.length();
    }
    var size = known.get(member);
    return size == null ? of(member) : size;
  }
}
