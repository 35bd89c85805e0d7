package org.lumoauth.api.outbound;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Where requests wait for a document that another one is fetching: few, and not for long. How fast
 * a document comes and how often it is to be fetched is up to its address, which must not get to
 * hold the threads that everybody needs.
 */
public final class FetchGate {

  /** Far fewer than the threads of the server. */
  private static final int MAX_WAITING = 32;

  private static final int MAX_WAITING_FOR_ONE = 16;
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Semaphore places;
  private final int perDocument;
  private final Duration patience;

  /** A room of the usual size: 32 wait, 16 of them for one document, two seconds. */
  public FetchGate() {
    this(MAX_WAITING, MAX_WAITING_FOR_ONE, PATIENCE);
  }

  /**
   * A room.
   *
   * @param places how many wait at once, for whatever document
   * @param perDocument how many of them, about, for the same one
   * @param patience for how long
   */
  public FetchGate(int places, int perDocument, Duration patience) {
    this.places = new Semaphore(places);
    this.perDocument = perDocument;
    this.patience = patience;
  }

  /**
   * Takes a document's lock, waiting for it if there is room.
   *
   * @return whether it was taken
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
