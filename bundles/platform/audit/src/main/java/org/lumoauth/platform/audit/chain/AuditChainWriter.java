/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.audit.chain;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.lumoauth.api.audit.AuditReceipt;
import org.lumoauth.api.id.IdGenerator;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.persistence.DuplicateKeyException;
import org.lumoauth.platform.persistence.StaleDataException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The single thread that writes the audit log. It collects waiting records, up to {@link #BATCH},
 * links them to their chains and commits once, so cost per record falls with load. An
 * unacknowledged record may still exist if the commit's response was lost; an acknowledged record
 * always exists.
 */
final class AuditChainWriter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AuditChainWriter.class);
  static final int BATCH = 512;
  private static final int QUEUE = 16 * BATCH;

  /**
   * How long to retry against another server that repeatedly appends first, until it updates its
   * heads and has to wait.
   */
  private static final Duration RIVALRY = Duration.ofSeconds(2);

  /**
   * How long heads may lag behind their chains while they are few; see {@link AuditChainAppender}.
   */
  private static final Duration HEADS_FOLLOW = Duration.ofMillis(200);

  /** A longer batch indicates a hanging database. */
  private static final long STUCK_NANOS = Duration.ofSeconds(3).toNanos();

  private static final Duration END_LIMIT = Duration.ofSeconds(15);

  private final AuditChainAppender links;
  private final AuditSinkDispatcher sinks;
  private final BlockingQueue<PendingAuditEvent> queue = new ArrayBlockingQueue<>(QUEUE);
  private final AuditWriteOutageTracker outage;
  private final AuditEventCounters written = new AuditEventCounters();
  private final LongAdder failed = new LongAdder();
  private final Thread thread = new Thread(this::run, "lumoauth-audit-writer");
  private volatile boolean ended;
  private volatile boolean writing;
  private volatile boolean storageFull;
  private volatile long writingSince;
  private long headsMoved = System.nanoTime();
  private boolean headsBehind;

  AuditChainWriter(AuditChainStore store, IdGenerator identifiers, AuditSinkDispatcher sinks) {
    Clock clock = Clock.systemUTC();
    this.links = new AuditChainAppender(store, identifiers, clock);
    this.sinks = sinks;
    this.outage = new AuditWriteOutageTracker(clock);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Queues an event. Its receipt fails immediately if the queue is full. */
  void add(PendingAuditEvent pending) {
    if (ended || !queue.offer(pending)) {
      failAll(pending);
      return;
    }
    if (ended && queue.remove(pending)) { // added while the writer was stopping
      failAll(pending);
    }
  }

  /**
   * Rejects operations that could not be recorded.
   *
   * @throws ApiException 503 {@code audit_unavailable}
   */
  void requireWritable() {
    boolean stuck = writing && System.nanoTime() - writingSince > STUCK_NANOS;
    if (storageFull && outage.isOngoing()) {
      throw ApiException.storageFull();
    }
    if (ended || outage.isOngoing() || stuck || queue.remainingCapacity() < BATCH) {
      throw new ApiException(
          503,
          "audit_unavailable",
          "The audit log is not writable, so no change was made. Try again shortly.");
    }
  }

  /** Returns whether records could not be written and no later write has succeeded. */
  boolean hasOutage() {
    return outage.isOngoing();
  }

  AuditEventCounters written() {
    return written;
  }

  long failureCount() {
    return failed.sum();
  }

  int queueSize() {
    return queue.size();
  }

  private void run() {
    List<PendingAuditEvent> batch = new ArrayList<>(BATCH);
    while (!ended || !queue.isEmpty()) {
      batch.clear();
      try {
        if (outage.isProbeDue(System.nanoTime())) {
          probe();
        }
        if (!outage.isOngoing()) {
          moveHeads(HEADS_FOLLOW);
        }
        PendingAuditEvent first = queue.poll(100, TimeUnit.MILLISECONDS);
        if (first == null) {
          continue;
        }
        take(first, batch);
        batch.removeIf(pending -> pending.receipt().isDone()); // their callers no longer wait
        writingSince = System.nanoTime();
        writing = true;
        write(batch);
      } catch (InterruptedException e) {
        ended = true;
      } catch (Throwable e) { // any failure: the writer must survive for the next batch
        LOG.error("audit.writer.failed records={}", batch.size(), e);
        links.forgetAll();
        outage.recordFailure(batch, System.nanoTime());
        batch.forEach(this::fail);
      } finally {
        writing = false;
      }
    }
    boolean more = true;
    while (more) {
      more = moveHeads(Duration.ZERO);
    }
  }

  /**
   * Updates heads separately, so that callers do not wait for them and several records share one
   * update.
   *
   * @return whether heads were updated and others are pending
   */
  private boolean moveHeads(Duration since) {
    long now = System.nanoTime();
    if (now - headsMoved < since.toNanos()) {
      return false;
    }
    headsMoved = now;
    writingSince = now;
    writing = true;
    try {
      boolean more = links.writePendingHeads();
      headsBehind = false;
      return more;
    } catch (ApiException e) { // the database is unavailable, or a single connection was lost
      if (headsBehind) {
        storageFull = isStorageFull(e);
        outage(List.of());
      }
      headsBehind = true;
    } catch (RuntimeException e) { // updated later, by this or the next writer
      if (!headsBehind) {
        LOG.warn("audit.heads.behind", e);
      }
      headsBehind = true;
    } finally {
      writing = false;
    }
    return false;
  }

  /**
   * Collects waiting events. Related events are written in one batch, even if it exceeds the limit.
   */
  private void take(PendingAuditEvent first, List<PendingAuditEvent> batch) {
    for (PendingAuditEvent next = first;
        next != null;
        next = batch.size() < BATCH ? queue.poll() : null) {
      batch.add(next);
      batch.addAll(next.others());
    }
  }

  /** Probes with the record that reports the outage: only a successful write proves recovery. */
  private void probe() {
    List<PendingAuditEvent> report = List.of(outage.report());
    try {
      var linked = links.append(report, true);
      acknowledge(report, linked);
      outage.end();
      storageFull = false;
      LOG.info("audit.resumed");
    } catch (RuntimeException e) {
      links.forget(report);
      storageFull = isStorageFull(e);
      LOG.debug("audit.unavailable.still", e);
    }
  }

  private void write(List<PendingAuditEvent> batch) {
    if (batch.isEmpty()) {
      return;
    }
    long began = System.nanoTime();
    boolean again = false;
    while (!again || System.nanoTime() - began < RIVALRY.toNanos()) {
      try {
        acknowledge(batch, links.append(batch, again));
        return;
      } catch (DuplicateKeyException | StaleDataException e) {
        // Another server used the position: read and lock the end of the chain.
        again = true;
        links.share(batch);
        LOG.debug("audit.chain.conflict records={}", batch.size());
      } catch (ApiException e) {
        links.forget(batch);
        storageFull = isStorageFull(e);
        outage(batch);
        return;
      } catch (RuntimeException e) {
        links.forget(batch);
        refused(batch, e);
        return;
      }
    }
    LOG.error("audit.chain.conflicts records={}", batch.size());
    outage.recordFailure(batch, System.nanoTime());
    batch.forEach(this::fail);
  }

  private void acknowledge(
      List<PendingAuditEvent> batch, AuditChainAppender.AppendedRecords linked) {
    links.committed(linked);
    for (int i = 0; i < batch.size(); i++) {
      written.add(batch.get(i).event());
      AuditChainRow row = linked.rows().get(i);
      batch.get(i).receipt().complete(new AuditReceipt(row.id(), row.sequence()));
    }
    sinks.offer(batch, linked.rows());
  }

  /**
   * Handles an unavailable database: all waiting callers fail now instead of timing out one by one.
   */
  private void outage(List<PendingAuditEvent> batch) {
    List<PendingAuditEvent> all = new ArrayList<>(batch);
    drain(all);
    LOG.warn("audit.unavailable records={}", all.size());
    outage.recordFailure(all, System.nanoTime());
    all.forEach(this::fail);
  }

  /**
   * Writes records individually after a failure, so that one bad record does not affect the others.
   */
  private void refused(List<PendingAuditEvent> batch, RuntimeException cause) {
    if (batch.size() == 1) {
      LOG.error("audit.record.refused action={}", batch.get(0).entry().action(), cause);
      outage.recordFailure(batch, System.nanoTime());
      fail(batch.get(0));
      return;
    }
    for (PendingAuditEvent each : batch) {
      write(List.of(each));
    }
  }

  private void failAll(PendingAuditEvent pending) {
    fail(pending);
    pending.others().forEach(this::fail);
  }

  private void fail(PendingAuditEvent pending) {
    ApiException failure = storageFull ? ApiException.storageFull() : unavailable();
    if (pending.receipt().completeExceptionally(failure)) {
      failed.increment();
    }
  }

  /**
   * Returns whether a failure means that storage is full, which is reported to callers instead of
   * an outage.
   */
  static boolean isStorageFull(Throwable failure) {
    return failure instanceof ApiException problem && problem.code().equals("storage_full");
  }

  static ApiException unavailable() {
    return new ApiException(
        503,
        "audit_unavailable",
        "The audit log is not writable, so the outcome of the request is unknown. "
            + "Check whether it was"
            + " performed, or try again shortly.");
  }

  /** Rejects new events, writes those waiting and stops. */
  @Override
  public void close() {
    ended = true;
    try {
      thread.join(END_LIMIT.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    List<PendingAuditEvent> left = new ArrayList<>();
    drain(left);
    left.forEach(this::fail);
  }

  private void drain(List<PendingAuditEvent> all) {
    for (PendingAuditEvent next = queue.poll(); next != null; next = queue.poll()) {
      all.add(next);
      all.addAll(next.others());
    }
  }
}
