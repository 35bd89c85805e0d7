/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.modules.provider;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.lumoauth.api.module.ModuleWorkTracker.ModuleWorkPermit;

/**
 * Controls the traffic of one bundle: counts work in flight and, while closed, rejects new work.
 *
 * <p>The count and the closed flag share one atomic word. A caller is counted and checked in one
 * step, so work is either rejected or seen by the thread that waits for idleness.
 */
public final class BundleTrafficGate {
  private static final long BARRED = 1;
  private static final long ONE = 2;

  private final AtomicLong state = new AtomicLong();

  BundleTrafficGate() {}

  /** Enters the gate. Returns null if it is closed. */
  ModuleWorkPermit enter() {
    if (!isOpen()) {
      return null;
    }
    if ((state.getAndAdd(ONE) & BARRED) != 0) {
      leave();
      return null;
    }
    return new BundleWorkPermit(this);
  }

  void leave() {
    if (state.addAndGet(-ONE) == BARRED) {
      synchronized (this) {
        notifyAll();
      }
    }
  }

  /** Returns whether new work may enter. */
  public boolean isOpen() {
    return (state.get() & BARRED) == 0;
  }

  /** Rejects new work from now on. */
  public void shut() {
    state.getAndUpdate(word -> word | BARRED);
  }

  /** Accepts new work again. */
  public void reopen() {
    state.getAndUpdate(word -> word & ~BARRED);
  }

  /** Returns the amount of work in flight. */
  public long inFlight() {
    return state.get() / ONE;
  }

  /**
   * Waits until a closed gate has no work in flight.
   *
   * @return whether it became idle within the limit
   */
  public boolean awaitIdle(Duration limit) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    synchronized (this) {
      while (inFlight() > 0) {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
          return false;
        }
        wait(Math.max(1, left / 1_000_000));
      }
      return true;
    }
  }
}
