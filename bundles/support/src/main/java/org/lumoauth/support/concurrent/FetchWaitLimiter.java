/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.support.concurrent;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Limits the threads that wait while another request fetches a document. Only a few wait, and only
 * briefly, because the remote address determines the speed and frequency of fetches and must not
 * block the threads of the server.
 */
public final class FetchWaitLimiter {

  /** Much less than the number of server threads. */
  private static final int MAX_WAITING = 32;

  private static final int MAX_WAITING_FOR_ONE = 16;
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Semaphore places;
  private final int perDocument;
  private final Duration patience;

  /**
   * Creates a gate with the usual limits: 32 waiting requests, 16 of them for one document, two
   * seconds.
   */
  public FetchWaitLimiter() {
    this(MAX_WAITING, MAX_WAITING_FOR_ONE, PATIENCE);
  }

  /**
   * Creates a gate.
   *
   * @param places the maximum number of waiting requests for all documents
   * @param perDocument the approximate maximum for one document
   * @param patience the maximum waiting time
   */
  public FetchWaitLimiter(int places, int perDocument, Duration patience) {
    this.places = new Semaphore(places);
    this.perDocument = perDocument;
    this.patience = patience;
  }

  /**
   * Acquires a document's lock, waiting for it if the limits allow.
   *
   * @return whether it was acquired
   */
  public boolean tryLock(ReentrantLock fetching) {
    if (fetching.tryLock()) {
      return true;
    }
    if (fetching.getQueueLength() >= perDocument || !places.tryAcquire()) {
      return false;
    }
    try {
      return fetching.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      places.release();
    }
  }
}
