/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.support;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits until a condition becomes true. */
public final class ConditionPoller {
  private static final Duration PAUSE = Duration.ofMillis(50);

  private ConditionPoller() {}

  /** Something that may go wrong while it is asked. */
  public interface Condition {
    boolean holds() throws Exception;
  }

  /**
   * Returns as soon as the condition holds.
   *
   * @throws AssertionError with {@code what} if it does not within the time
   */
  public static void until(String what, Duration atMost, Condition condition) throws Exception {
    long end = System.nanoTime() + atMost.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("timed out waiting for: " + what);
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }
}
