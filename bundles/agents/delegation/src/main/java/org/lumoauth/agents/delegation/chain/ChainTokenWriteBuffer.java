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
import org.lumoauth.api.module.DaemonThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tokens that are written down behind whoever exchanges, those of many in one transaction. A lone
 * one is written at once. What waits is lost with a server that is killed; the audit log has the
 * exchange then. While they can't be written none is taken, so that nobody counts on it.
 */
final class ChainTokenWriteBuffer implements AutoCloseable {

  /** Where a token is kept. */
  record ChainTokenKey(String tenantId, String jti) {}

  /** A token that is to be kept. */
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
   * @param rows writes them; none is written if it throws
   * @param pause how long after that it is tried again
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

  /** Takes a token; false if whoever brings it has to write it. */
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

  /** A token that is not written yet. */
  Optional<StoredChainToken> find(ChainTokenKey place) {
    return Optional.ofNullable(waiting.get(place)).map(BufferedChainToken::token);
  }

  /** Forgets those of a tenant, and does what erases those that are written. */
  synchronized void discard(String tenantId, Runnable erasure) {
    queue.removeIf(row -> row.place().tenantId().equals(tenantId));
    batch.removeIf(row -> row.place().tenantId().equals(tenantId));
    waiting.keySet().removeIf(place -> place.tenantId().equals(tenantId));
    erasure.run();
  }

  /** Writes what waits. */
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

  /** Has somebody at work; false if nobody works any more. */
  private boolean awake() {
    try {
      if (idle.compareAndSet(true, false)) {
        worker.execute(this::work);
      }
      return true;
    } catch (RejectedExecutionException e) { // it ended meanwhile
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
        } else if (written > 1) { // where there are many, more come soon
          pause(GATHERING);
        }
        written = writeSome();
      }
      idle.set(true);
    } while (!queue.isEmpty() && !(ended && failing) && idle.compareAndSet(true, false));
  }

  /** How many there were. */
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
    } catch (Throwable e) { // as while modules are replaced; whoever waits deserves a writer
      if (!failing) {
        LOG.warn("delegation.chains-wait tokens={}", waiting.size(), e);
      }
      failing = true;
    }
    return tried;
  }

  /** Nobody waits for it to end any more once this is closed. */
  private void pause(Duration time) {
    if (!ended) {
      LockSupport.parkNanos(time.toNanos());
    }
  }
}
