/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.delegation.chain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.lumoauth.support.concurrent.DaemonThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Buffers tokens and writes them asynchronously, many in one transaction. A single token is written
 * immediately. If the server is killed, buffered tokens are lost; the audit log still has the
 * exchange. While writing fails, the buffer accepts no tokens, so that no caller relies on it.
 */
final class ChainTokenWriteBuffer implements AutoCloseable {

  /** The key of a token. */
  record ChainTokenKey(String tenantId, String jti) {}

  /** A token to be written. */
  record BufferedChainToken(ChainTokenKey place, StoredChainToken token, Instant expiresAt) {}

  private static final Logger LOG = LoggerFactory.getLogger(ChainTokenWriteBuffer.class);
  private static final int MOST = 10_000;
  private static final int AT_ONCE = 256;
  private static final Duration GATHERING = Duration.ofMillis(10);
  private static final long LAST_SECONDS = 15;

  private final Consumer<List<BufferedChainToken>> rows;
  private final Duration pause;
  private final BlockingQueue<BufferedChainToken> queue = new LinkedBlockingQueue<>(MOST);
  private final Map<ChainTokenKey, BufferedChainToken> waiting = new ConcurrentHashMap<>();
  private final List<BufferedChainToken> batch = new ArrayList<>();
  private final AtomicBoolean idle = new AtomicBoolean(true);
  private final ThreadPoolExecutor worker;
  private volatile boolean failing;
  private volatile boolean ended;

  /**
   * @param rows writes the tokens; if it throws, none was written
   * @param pause the delay before the next attempt
   */
  ChainTokenWriteBuffer(Consumer<List<BufferedChainToken>> rows, Duration pause) {
    this.rows = rows;
    this.pause = pause;
    this.worker =
        new ThreadPoolExecutor(
            1,
            1,
            pause.toMillis(),
            TimeUnit.MILLISECONDS,
            new LinkedBlockingQueue<>(),
            DaemonThreadFactory.named("delegation-chains"));
    worker.allowCoreThreadTimeOut(true);
  }

  /** Accepts a token; false if the caller must write it itself. */
  boolean add(BufferedChainToken row) {
    if (failing || ended) {
      return false;
    }
    if (waiting.putIfAbsent(row.place(), row) != null) {
      return true;
    }
    if (!queue.offer(row) || (ended && queue.remove(row)) || (!awake() && queue.remove(row))) {
      waiting.remove(row.place(), row);
      return false;
    }
    return true;
  }

  /** Returns a token that is not yet written. */
  Optional<StoredChainToken> find(ChainTokenKey place) {
    return Optional.ofNullable(waiting.get(place)).map(BufferedChainToken::token);
  }

  /** Discards the buffered tokens of a tenant and runs the erasure of the written tokens. */
  synchronized void discard(String tenantId, Runnable erasure) {
    queue.removeIf(row -> row.place().tenantId().equals(tenantId));
    batch.removeIf(row -> row.place().tenantId().equals(tenantId));
    waiting.keySet().removeIf(place -> place.tenantId().equals(tenantId));
    erasure.run();
  }

  /** Writes all buffered tokens and stops. */
  @Override
  public void close() {
    ended = true;
    worker.shutdown();
    try {
      if (!worker.awaitTermination(LAST_SECONDS, TimeUnit.SECONDS) || !waiting.isEmpty()) {
        LOG.warn("delegation.chains-not-written tokens={}", waiting.size());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ensures that a writer is running; false if the executor was shut down. */
  private boolean awake() {
    try {
      if (idle.compareAndSet(true, false)) {
        worker.execute(this::work);
      }
      return true;
    } catch (RejectedExecutionException e) { // the executor was shut down concurrently
      idle.set(true);
      return false;
    }
  }

  private void work() {
    do {
      int written = writeSome();
      while (written != 0 && !(ended && failing)) {
        if (failing) {
          pause(pause);
        } else if (written > 1) { // a full batch usually means that more will follow soon
          pause(GATHERING);
        }
        written = writeSome();
      }
      idle.set(true);
    } while (!queue.isEmpty() && !(ended && failing) && idle.compareAndSet(true, false));
  }

  /** Writes a batch and returns its size. */
  private synchronized int writeSome() {
    queue.drainTo(batch, AT_ONCE - batch.size());
    int tried = batch.size();
    try {
      if (tried > 0) {
        rows.accept(List.copyOf(batch));
        batch.forEach(row -> waiting.remove(row.place(), row));
        batch.clear();
      }
      failing = false;
    } catch (
        Throwable
            e) { // for example while modules are replaced; waiting callers still need a writer
      if (!failing) {
        LOG.warn("delegation.chains-wait tokens={}", waiting.size(), e);
      }
      failing = true;
    }
    return tried;
  }

  /** Waits, unless the buffer is closed. */
  private void pause(Duration time) {
    if (!ended) {
      LockSupport.parkNanos(time.toNanos());
    }
  }
}
