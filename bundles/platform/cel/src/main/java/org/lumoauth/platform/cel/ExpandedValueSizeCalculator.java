/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.cel;

import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * Computes the size of lists and maps when each element is counted as often as it occurs: {@code
 * [[x, x], [x, x]]} has four times the size of {@code x}, although it references it once. Comparing
 * such values takes that long, and doubling is easy to write.
 */
final class ExpandedValueSizeCalculator {

  /** All larger sizes are treated the same; this value can be added without overflow. */
  private static final long ENDLESS = 1L << 40;

  private final Map<Object, Long> known = new IdentityHashMap<>();

  /** Returns the size of a list or map; 0 for any other value. */
  long of(Object value) {
    if (!(value instanceof Collection || value instanceof Map)) {
      return 0;
    }
    // Its elements no longer change; the list itself may still be filled by a macro.
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
