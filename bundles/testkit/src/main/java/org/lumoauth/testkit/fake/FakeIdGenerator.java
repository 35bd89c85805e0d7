/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.fake;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.lumoauth.api.id.IdGenerator;

/**
 * Generates sequential ids: {@code usr_00000000000000000000000001} and so on. Valid, ordered,
 * repeatable.
 */
public final class FakeIdGenerator implements IdGenerator {

  private static final Pattern PREFIX = Pattern.compile("[a-z]+_");
  private static final String CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  private final AtomicLong last = new AtomicLong();

  @Override
  public String next(String prefix) {
    return text(prefix, last.incrementAndGet());
  }

  /** Ignores the time: returns the last id generated so far. */
  @Override
  public String last(String prefix, Instant time) {
    return text(prefix, last.get());
  }

  private static String text(String prefix, long number) {
    if (prefix == null || !PREFIX.matcher(prefix).matches()) {
      throw new IllegalArgumentException(
          "a prefix must consist of lower-case letters and an underscore");
    }
    var digits = new StringBuilder();
    for (long rest = number; digits.length() < 26; rest >>>= 5) {
      digits.append(CROCKFORD.charAt((int) (rest & 31)));
    }
    return prefix + digits.reverse();
  }
}
