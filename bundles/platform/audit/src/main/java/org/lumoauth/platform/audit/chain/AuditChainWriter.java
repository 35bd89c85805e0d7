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
 * The one thread that writes. It takes all that waits, up to {@link #BATCH}, has each record linked
 * to its chain, and commits once for all of them: the more requests wait, the less each costs. A
 * record that was not acknowledged may be there nevertheless, when the commit's answer got lost; an
 * acknowledged one always is.
 */
final class AuditChainWriter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AuditChainWriter.class);
  static final int BATCH = 512;
  private static final int QUEUE = 16 * BATCH;

  /**
   * Another server that does not know of this one may be in front again and again, until it moves
   * its heads and has to wait there.
   */
  private static final Duration RIVALRY = Duration.ofSeconds(2);

  /** How long heads are behind their chains, while they are few; see {@link AuditChainAppender}. */
  private static final Duration HEADS_FOLLOW = Duration.ofMillis(200);

  /** A batch that takes longer means that the database hangs. */
  private static final long STUCK_NANOS = Duration.ofSeconds(3).toNanos();

  private static final Duration END_LIMIT = Duration.ofSeconds(15);

  private final AuditChainAppender links;
  private final AuditSinkDispatcher sinks;
  private final BlockingQueue<PendingAuditEvent> queue = new ArrayBlockingQueue<>(QUEUE);
  private final AuditWriteOutage outage;
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
    this.outage = new AuditWriteOutage(clock);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Queues an event; its receipt fails at once if there is no room. */
  void add(PendingAuditEvent pending) {
    if (ended || !queue.offer(pending)) {
      failAll(pending);
      return;
    }
    if (ended && queue.remove(pending)) { // came in while the writer left
      failAll(pending);
    }
  }

  /**
   * Refuses what could not be recorded now.
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
          "The audit log can't be written now, so nothing was changed; try again shortly.");
    }
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
        batch.removeIf(pending -> pending.receipt().isDone()); // nobody waits any more
        writingSince = System.nanoTime();
        writing = true;
        write(batch);
      } catch (InterruptedException e) {
        ended = true;
      } catch (Throwable e) { // whatever it was, the next batch deserves a writer
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
   * Who waits for a record does not wait for its chain's head: several steps cost it one.
   *
   * @return whether it was done and others are still behind
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
    } catch (ApiException e) { // the database is away, unless it is one connection that was lost
      if (headsBehind) {
        storageFull = isStorageFull(e);
        outage(List.of());
      }
      headsBehind = true;
    } catch (RuntimeException e) { // they follow later, or the next writer moves them
      if (!headsBehind) {
        LOG.warn("audit.heads.behind", e);
      }
      headsBehind = true;
    } finally {
      writing = false;
    }
    return false;
  }

  /** Takes what waits; what belongs together is not torn apart, if it fills the batch or not. */
  private void take(PendingAuditEvent first, List<PendingAuditEvent> batch) {
    for (PendingAuditEvent next = first;
        next != null;
        next = batch.size() < BATCH ? queue.poll() : null) {
      batch.add(next);
      batch.addAll(next.others());
    }
  }

  /** Tries by the record that ends the outage: nothing else shows that it is over. */
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
        // Another server took the place: read where the chain ends now, and hold it.
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

  /** The database is away: those who wait behind learn it now, not one time-out after another. */
  private void outage(List<PendingAuditEvent> batch) {
    List<PendingAuditEvent> all = new ArrayList<>(batch);
    drain(all);
    LOG.warn("audit.unavailable records={}", all.size());
    outage.recordFailure(all, System.nanoTime());
    all.forEach(this::fail);
  }

  /** One bad record must not take the others with it. */
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

  /** Whether a failure says that the disk is full; callers learn that instead of an outage. */
  static boolean isStorageFull(Throwable failure) {
    return failure instanceof ApiException problem && problem.code().equals("storage_full");
  }

  static ApiException unavailable() {
    return new ApiException(
        503,
        "audit_unavailable",
        "The audit log can't be written now, so the request is not answered as done; look up"
            + " whether it was, or try again shortly.");
  }

  /** Takes no more, writes what waits, and ends. */
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
