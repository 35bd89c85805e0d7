/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.settings;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.lumoauth.api.web.ApiException;

/**
 * Limits the bytes of request bodies that the node handles at the same time. A request needs a
 * multiple of its body in memory, so this bounds the heap used by the bodies of all requests. The
 * first {@link #FREE} bytes of each body are not counted: ordinary requests are served even if
 * large ones exhaust the budget, and they need no shared counter.
 */
public final class RequestBodyBudget {

  /** The number of bytes of each body that are not counted. */
  public static final int FREE = 4_096;

  /** The default is this fraction of the heap. */
  static final int PART_OF_HEAP = 64;

  private final AtomicLong taken = new AtomicLong();
  private final LongAdder refused = new LongAdder();
  private volatile long size;

  /** Creates a budget of this many bytes. */
  public RequestBodyBudget(long size) {
    this.size = size;
  }

  /**
   * Creates a budget as configured.
   *
   * @param bytes 0 for a fraction of the heap
   */
  static RequestBodyBudget of(long bytes) {
    return new RequestBodyBudget(configured(bytes));
  }

  /**
   * Changes the size; bytes that are already reserved remain reserved.
   *
   * @param bytes 0 for a fraction of the heap
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

  /** Returns the maximum number of bytes. */
  public long size() {
    return size;
  }

  /** Returns the number of reserved bytes. */
  public long inFlight() {
    return taken.get();
  }

  /** Returns how often a reservation was rejected. */
  public long refused() {
    return refused.sum();
  }

  /**
   * Reserves bytes, which must be released.
   *
   * @throws ApiException 503 {@code temporarily_unavailable} if fewer are available; then none are
   *     reserved
   */
  public void take(long bytes) {
    if (taken.addAndGet(bytes) > size) {
      taken.addAndGet(-bytes);
      refused.increment();
      throw ApiException.temporarilyUnavailable(
          "The server is handling too many large request bodies. Try again after the "
              + "time in"
              + " the Retry-After header.",
          Duration.ofSeconds(1));
    }
  }

  /** Releases bytes. */
  public void release(long bytes) {
    taken.addAndGet(-bytes);
  }
}
