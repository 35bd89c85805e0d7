package org.lumoauth.platform.keys.password;

import java.lang.ref.SoftReference;
import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Function;

/**
 * Lends the memory of hashes, and lends it again: 19 MiB that every hash took anew cost the
 * collector a quarter of the hash, and more the fuller the heap is. What nobody needed for a while
 * goes when memory is short.
 */
final class Argon2Memory {

  private final ConcurrentLinkedDeque<SoftReference<long[]>> free = new ConcurrentLinkedDeque<>();

  /** Runs work on so many words, which hold nothing after it. */
  <T> T lend(int words, Function<long[], T> work) {
    long[] memory = take(words);
    try {
      return work.apply(memory);
    } finally {
      Arrays.fill(memory, 0, words, 0);
      free.push(new SoftReference<>(memory));
    }
  }

  /** The last that was given back is the likeliest to be near the CPU. */
  private long[] take(int words) {
    for (var kept = free.poll(); kept != null; kept = free.poll()) {
      long[] memory = kept.get();
      if (memory != null && memory.length >= words) {
        return memory;
      } // gone, or of weaker settings
    }
    return new long[words];
  }
}
