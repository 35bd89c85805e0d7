package org.lumoauth.platform.web.settings;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.lumoauth.api.web.ApiException;

/**
 * The bytes of request bodies that the node handles at one time. What a request costs in memory is
 * a multiple of its body, so this bounds the heap that bodies of all requests take together. The
 * first {@link #FREE} bytes of each body are free: ordinary requests are served while large ones
 * use up the budget, and their path has no shared counter.
 */
public final class RequestBodyBudget {

  /** So many bytes of each body are not counted. */
  public static final int FREE = 4_096;

  /** The default is this part of the heap. */
  static final int PART_OF_HEAP = 64;

  private final AtomicLong taken = new AtomicLong();
  private final LongAdder refused = new LongAdder();
  private volatile long size;

  /** A budget of so many bytes. */
  public RequestBodyBudget(long size) {
    this.size = size;
  }

  /**
   * A budget as configured.
   *
   * @param bytes 0 for a part of the heap
   */
  static RequestBodyBudget of(long bytes) {
    return new RequestBodyBudget(configured(bytes));
  }

  /**
   * Changes the size as configured; bytes that requests have taken stay taken.
   *
   * @param bytes 0 for a part of the heap
   */
  RequestBodyBudget resize(long bytes) {
    size = configured(bytes);
    return this;
  }

  private static long configured(long bytes) {
    if (bytes < 0) {
      throw new IllegalArgumentException("must not be negative");
    }
    return bytes == 0 ? Runtime.getRuntime().maxMemory() / PART_OF_HEAP : bytes;
  }

  /** The largest sum of bytes. */
  public long size() {
    return size;
  }

  /** The bytes that requests have taken. */
  public long inFlight() {
    return taken.get();
  }

  /** How often bytes were refused. */
  public long refused() {
    return refused.sum();
  }

  /**
   * Takes bytes, which must be given back.
   *
   * @throws ApiException 503 {@code temporarily_unavailable} if fewer are left; then none are taken
   */
  public void take(long bytes) {
    if (taken.addAndGet(bytes) > size) {
      taken.addAndGet(-bytes);
      refused.increment();
      throw ApiException.temporarilyUnavailable(
          "The server is handling too many large request bodies. Try again after the time in"
              + " Retry-After.",
          Duration.ofSeconds(1));
    }
  }

  /** Gives bytes back. */
  public void release(long bytes) {
    taken.addAndGet(-bytes);
  }
}
