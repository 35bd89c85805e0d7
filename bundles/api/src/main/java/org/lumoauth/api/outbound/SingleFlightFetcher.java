package org.lumoauth.api.outbound;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets one thread at a time fetch a copy of something that others keep. While there is a copy that
 * may be used the others go on with that; without one a few wait for their turn, which mostly finds
 * that somebody fetched, and the rest do without.
 */
public final class SingleFlightFetcher {

  private final FetchGate waiting;
  private final InstantSource clock;
  private final ReentrantLock fetching = new ReentrantLock();
  private volatile Instant next = Instant.MIN;

  public SingleFlightFetcher(FetchGate waiting, InstantSource clock) {
    this.waiting = waiting;
    this.clock = clock;
  }

  /**
   * Fetches, unless it is not time yet or somebody fetched while this thread waited.
   *
   * @param copy whether there is one to go on with
   * @param fetch fetches, and says when that may be again: {@link #notBefore}
   * @return false if it was somebody else's turn: then what is known may be old
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
   * Nobody fetches before this time. To be said when the answer is there and what it says is kept:
   * whoever comes before that waits for it, and the way to it may be long.
   */
  public void notBefore(Instant time) {
    next = time;
  }
}
