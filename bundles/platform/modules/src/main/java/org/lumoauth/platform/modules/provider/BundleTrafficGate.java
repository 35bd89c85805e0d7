package org.lumoauth.platform.modules.provider;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.lumoauth.api.module.ModuleWorkTracker.ModuleWorkPermit;

/**
 * The way into one bundle: counts the work inside and, while it is barred, lets nobody in.
 *
 * <p>Count and bar share one word. Whoever enters is counted and learns in the same step whether
 * the gate was barred, so that work is either refused or seen by the one who waits for idleness.
 */
public final class BundleTrafficGate {
  private static final long BARRED = 1;
  private static final long ONE = 2;

  private final AtomicLong state = new AtomicLong();

  BundleTrafficGate() {}

  /** Goes in; null if the gate is barred. */
  ModuleWorkPermit enter() {
    if (!isOpen()) {
      return null;
    }
    if ((state.getAndAdd(ONE) & BARRED) != 0) {
      leave();
      return null;
    }
    return new BundlePermit(this);
  }

  void leave() {
    if (state.addAndGet(-ONE) == BARRED) {
      synchronized (this) {
        notifyAll();
      }
    }
  }

  /** Whether new work may enter. */
  public boolean isOpen() {
    return (state.get() & BARRED) == 0;
  }

  /** Lets no new work in. */
  public void shut() {
    state.getAndUpdate(word -> word | BARRED);
  }

  /** Lets new work in again. */
  public void reopen() {
    state.getAndUpdate(word -> word & ~BARRED);
  }

  /** How much work is inside. */
  public long inFlight() {
    return state.get() / ONE;
  }

  /**
   * Waits until a barred gate has nobody inside.
   *
   * @return whether that came about within the limit
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
