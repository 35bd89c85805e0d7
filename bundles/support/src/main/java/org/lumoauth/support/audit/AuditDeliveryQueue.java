/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.support.audit;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.lumoauth.api.audit.AuditRecord;
import org.lumoauth.api.audit.AuditSink;
import org.lumoauth.support.concurrent.DaemonThreadFactory;

/**
 * Delivers audit records to a receiver in order, from a bounded queue and on its own thread. A
 * batch that the receiver does not accept is sent again until it does. While the queue is full, new
 * records are dropped, counted and logged: the audit chain still contains them.
 */
public final class AuditDeliveryQueue implements AutoCloseable {
  private static final Logger LOG = System.getLogger(AuditDeliveryQueue.class.getName());
  private static final long LOG_EVERY = 1_000;
  private static final Duration STOP = Duration.ofSeconds(2);

  private final String name;
  private final BlockingQueue<AuditRecord> queue;
  private final int batchSize;
  private final AuditBatchReceiver receiver;
  private final RetryDelay delay;
  private final Thread thread;
  private final AtomicLong dropped = new AtomicLong();
  private final AtomicLong delivered = new AtomicLong();
  private final AtomicLong rejected = new AtomicLong();
  private volatile boolean closed;

  /** Sends batches. */
  @FunctionalInterface
  public interface AuditBatchReceiver {

    /**
     * Sends a batch.
     *
     * @return false if the receiver permanently rejects these records
     * @throws Exception if the batch must be sent again
     */
    boolean send(List<AuditRecord> batch) throws Exception;
  }

  /** Determines the delay before a batch is sent again. */
  @FunctionalInterface
  public interface RetryDelay {

    /**
     * Returns the delay after a number of consecutive failures.
     *
     * @param failures the number of failures, from 1
     */
    Duration delayAfter(int failures);
  }

  /**
   * Starts a delivery queue.
   *
   * @param name the name of the sink, for the log
   * @param capacity the maximum number of queued records
   * @param batchSize the maximum number of records in a batch
   */
  public AuditDeliveryQueue(String name, int capacity, int batchSize, AuditBatchReceiver receiver) {
    this(name, capacity, batchSize, receiver, AuditDeliveryQueue::backOff);
  }

  /** Starts a delivery queue with custom delays. */
  public AuditDeliveryQueue(
      String name, int capacity, int batchSize, AuditBatchReceiver receiver, RetryDelay delay) {
    this.name = name;
    this.queue = new ArrayBlockingQueue<>(capacity);
    this.batchSize = batchSize;
    this.receiver = receiver;
    this.delay = delay;
    this.thread = DaemonThreadFactory.named("lumoauth-" + name).newThread(this::run);
    thread.start();
  }

  /** From one second, doubled with each failure, to one minute. */
  private static Duration backOff(int failures) {
    return Duration.ofSeconds(Math.min(60, 1L << Math.min(failures - 1, 6)));
  }

  /** Adds records to the queue, as required by {@link AuditSink}, and returns immediately. */
  public void accept(List<AuditRecord> records) {
    for (AuditRecord each : records) {
      if (!queue.offer(each) && dropped.getAndIncrement() % LOG_EVERY == 0) {
        warn("queue_full", "dropped=" + dropped.get());
      }
    }
  }

  /** Returns the number of records that were dropped because the queue was full. */
  public long droppedCount() {
    return dropped.get();
  }

  /** Returns the number of records that the receiver accepted. */
  public long deliveredCount() {
    return delivered.get();
  }

  /** Returns the number of records that the receiver permanently rejected. */
  public long rejectedCount() {
    return rejected.get();
  }

  /** Returns the number of queued records. */
  public int queuedCount() {
    return queue.size();
  }

  private void run() {
    List<AuditRecord> batch = new ArrayList<>(batchSize);
    try {
      while (!closed || !queue.isEmpty()) {
        AuditRecord first = queue.poll(200, TimeUnit.MILLISECONDS);
        if (first != null) {
          batch.add(first);
          queue.drainTo(batch, batchSize - 1);
          deliver(List.copyOf(batch));
          batch.clear();
        }
      }
    } catch (InterruptedException e) {
      warn("stopped", "lost=" + (queue.size() + batch.size()));
    }
  }

  private void deliver(List<AuditRecord> batch) throws InterruptedException {
    for (int failures = 1; ; failures++) {
      try {
        if (receiver.send(batch)) {
          delivered.addAndGet(batch.size());
        } else {
          rejected.addAndGet(batch.size());
          warn("rejected", "records=" + batch.size());
        }
        return;
      } catch (InterruptedException e) {
        throw e;
      } catch (Exception e) {
        warn(
            "failed",
            "failures=" + failures + " waiting=" + queue.size() + " reason=\"" + e + "\"");
        if (closed) {
          throw new InterruptedException();
        }
        TimeUnit.MILLISECONDS.sleep(delay.delayAfter(failures).toMillis());
      }
    }
  }

  private void warn(String event, String values) {
    LOG.log(Level.WARNING, "audit.sink." + event + " sink=" + name + " " + values);
  }

  /** Sends the queued records for at most two seconds; the remaining records are not sent. */
  @Override
  public void close() {
    closed = true;
    try {
      thread.join(STOP.toMillis());
      thread.interrupt();
      thread.join(STOP.toMillis());
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
    }
  }
}
