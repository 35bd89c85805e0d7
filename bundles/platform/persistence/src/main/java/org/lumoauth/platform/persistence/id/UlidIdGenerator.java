/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence.id;

import java.security.SecureRandom;
import java.time.Clock;
import org.lumoauth.api.id.IdGenerator;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Generates ULIDs: 48 bits of milliseconds, then 80 random bits that are incremented within one
 * millisecond. If the clock goes back, the last millisecond is used until it is passed, so that ids
 * remain ordered.
 *
 * @see <a href="https://github.com/ulid/spec">ULID</a>
 */
@Component
public final class UlidIdGenerator implements IdGenerator {
  private static final char[] CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray();
  private static final int TIME_LENGTH = 10;
  private static final int HALF_LENGTH = 8;
  private static final long HALF = (1L << 40) - 1;

  private final SecureRandom random = new SecureRandom();
  private final Clock clock;
  private long millisecond = -1;
  private long high;
  private long low;

  @Activate
  public UlidIdGenerator() {
    this(Clock.systemUTC());
  }

  UlidIdGenerator(Clock clock) {
    this.clock = clock;
  }

  @Override
  public String next(String prefix) {
    requireShape(prefix);
    var text = new char[prefix.length() + TIME_LENGTH + 2 * HALF_LENGTH];
    prefix.getChars(0, prefix.length(), text, 0);
    synchronized (this) {
      advance();
      encode(millisecond, text, prefix.length(), TIME_LENGTH);
      encode(high, text, prefix.length() + TIME_LENGTH, HALF_LENGTH);
      encode(low, text, prefix.length() + TIME_LENGTH + HALF_LENGTH, HALF_LENGTH);
    }
    return new String(text);
  }

  private void advance() {
    long now = clock.millis();
    if (now > millisecond) {
      millisecond = now;
      draw();
      return;
    }
    low = (low + 1) & HALF;
    if (low == 0) {
      high = (high + 1) & HALF;
      if (high == 0) { // All values of this millisecond are used: use the next millisecond.
        millisecond++;
        draw();
      }
    }
  }

  private void draw() {
    high = random.nextLong() & HALF;
    low = random.nextLong() & HALF;
  }

  private static void encode(long value, char[] text, int start, int length) {
    long rest = value;
    for (int i = start + length - 1; i >= start; i--) {
      text[i] = CROCKFORD[(int) (rest & 31)];
      rest >>>= 5;
    }
  }

  private static void requireShape(String prefix) {
    int last = prefix.length() - 1;
    boolean good = last >= 1 && prefix.charAt(last) == '_';
    for (int i = 0; good && i < last; i++) {
      good = prefix.charAt(i) >= 'a' && prefix.charAt(i) <= 'z';
    }
    if (!good) {
      throw new IllegalArgumentException(
          "an id prefix must be lower-case letters and an underscore, but was " + prefix);
    }
  }
}
