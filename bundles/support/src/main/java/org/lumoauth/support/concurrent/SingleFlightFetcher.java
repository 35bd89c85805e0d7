/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.support.concurrent;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets one thread at a time refresh a copy of remote data. While a usable copy exists, other
 * threads continue with it. Without one, a few wait for the fetch to finish, and the rest continue
 * without.
 */
public final class SingleFlightFetcher {

  private final FetchWaitLimiter waiting;
  private final InstantSource clock;
  private final ReentrantLock fetching = new ReentrantLock();
  private volatile Instant next = Instant.MIN;

  public SingleFlightFetcher(FetchWaitLimiter waiting, InstantSource clock) {
    this.waiting = waiting;
    this.clock = clock;
  }

  /**
   * Fetches, unless it is too early or another thread fetched while this one waited.
   *
   * @param copy whether a usable copy exists
   * @param fetch fetches the data and sets the time of the next fetch: {@link #notBefore}
   * @return false if another thread is fetching: then the known data may be old
   */
  public boolean fetchOnce(boolean copy, Runnable fetch) {
    Instant asked = next;
    if (clock.instant().isBefore(asked)) {
      return true;
    }
    boolean mine = copy ? fetching.tryLock() : waiting.tryLock(fetching);
    if (!mine) {
      return false;
    }
    try {
      if (next.equals(asked)) {
        fetch.run();
      }
      return true;
    } finally {
      fetching.unlock();
    }
  }

  /**
   * Prevents fetches before this time. Call it after the response was stored: threads wait until
   * then, and the transfer may take long.
   */
  public void notBefore(Instant time) {
    next = time;
  }
}
