/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.user;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.lumoauth.api.module.ResilientScheduledTask;
import org.lumoauth.platform.directory.DirectoryPersistenceUnit;
import org.lumoauth.platform.persistence.EpochMicrosConverter;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.SqlStatementRunner;
import org.lumoauth.support.concurrent.BackgroundTaskRunner;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Buffers sign-in counts and times, and writes them in batches within a second, so that a sign-in
 * does not wait. Reading a user's counts flushes their pending entries first. A crash loses pending
 * entries; no access decision depends on them.
 */
@Component(service = SignInCountBuffer.class)
public final class SignInCountBuffer {
  private static final Logger LOG = LoggerFactory.getLogger(SignInCountBuffer.class);
  private static final Duration PERIOD = Duration.ofMillis(1_000);

  /** The maximum number of pending users. A sign-in beyond the limit triggers a write. */
  private static final int MOST = 1_000;

  private static final int BATCH = 50;
  private static final long PATIENCE_MILLIS = 100;

  private static final String UPDATE =
      "update directory_user set login_count = login_count + ?, last_login_at ="
          + " case when last_login_at > ? then last_login_at else ? end"
          + " where tenant_id = ? and id = ?";

  private record SignInUserKey(String tenantId, String id) {}

  private record SignInCount(long times, Instant last) {
    SignInCount and(SignInCount other) {
      return new SignInCount(times + other.times, last.isAfter(other.last) ? last : other.last);
    }
  }

  private final PersistenceUnit unit;
  private final BackgroundTaskRunner worker = new BackgroundTaskRunner("directory-sign-ins");
  private final ResilientScheduledTask turn =
      new ResilientScheduledTask(
          this::writeAll, failure -> LOG.warn("directory.sign-ins-not-counted", failure));

  /** Allows one writer at a time. Waiting callers benefit from the batch of the current writer. */
  private final ReentrantLock writing = new ReentrantLock();

  private final Map<SignInUserKey, SignInCount> waiting = new HashMap<>();

  /** The entries currently being written. */
  private Map<SignInUserKey, SignInCount> inHand = Map.of();

  private boolean ended;

  @Activate
  public SignInCountBuffer(@Reference DirectoryPersistenceUnit unit) {
    this(unit.get());
    worker.scheduleRepeating(PERIOD, turn);
  }

  SignInCountBuffer(PersistenceUnit unit) {
    this.unit = unit;
  }

  /** Counts a sign-in. Does not conflict with a concurrent change by an administrator. */
  void add(String tenantId, String userId, Instant when) {
    if (!keep(new SignInUserKey(tenantId, userId), new SignInCount(1, when))) {
      flushAll();
    }
  }

  /** Writes all pending entries. Entries that fail remain pending. */
  void flushAll() {
    turn.run();
  }

  /** Writes the pending entries of a tenant's users before all of them are read. */
  void flush(String tenantId) {
    flush(user -> user.tenantId().equals(tenantId));
  }

  /** Writes the pending entry of one user before it is read. */
  void flush(String tenantId, String userId) {
    flush(new SignInUserKey(tenantId, userId)::equals);
  }

  private void flush(Predicate<SignInUserKey> those) {
    if (waits(those)) {
      new ResilientScheduledTask(
              () -> writeSoon(those), failure -> LOG.warn("directory.sign-ins-not-read", failure))
          .run();
    }
  }

  /**
   * Writes pending entries with a bounded wait: a reader proceeds without entries of a slow writer.
   */
  private void writeSoon(Predicate<SignInUserKey> those) {
    try {
      if (writing.tryLock(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
        writeLocked(those);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void writeAll() {
    writing.lock();
    writeLocked(user -> true);
  }

  /**
   * Writes the entries pending now. Later entries are left to the next writer, so that no caller
   * writes indefinitely. Batches are small, so that only few rows are locked at a time.
   */
  private void writeLocked(Predicate<SignInUserKey> those) {
    try {
      var due = due(those);
      for (int from = 0; from < due.size(); from += BATCH) {
        flushAll(taken(due.subList(from, Math.min(from + BATCH, due.size()))));
        written();
      }
    } finally {
      giveBack();
      writing.unlock();
    }
  }

  @Deactivate
  void close() {
    worker.close();
    end();
    flushAll();
  }

  private void flushAll(Map<SignInUserKey, SignInCount> counts) {
    unit.jdbc(
        connection -> {
          try (var update = connection.prepareStatement(UPDATE)) {
            // All servers lock in the same order, which prevents deadlocks.
            var users =
                counts.keySet().stream()
                    .sorted(
                        Comparator.comparing(SignInUserKey::tenantId)
                            .thenComparing(SignInUserKey::id))
                    .toList();
            for (SignInUserKey user : users) {
              set(update, user, counts.get(user));
              update.addBatch();
            }
            return update.executeBatch();
          }
        });
  }

  private static void set(PreparedStatement update, SignInUserKey user, SignInCount count)
      throws SQLException {
    long last = EpochMicrosConverter.toMicros(count.last());
    SqlStatementRunner.set(update, count.times(), last, last, user.tenantId(), user.id());
  }

  /** Returns false if the entry must not remain pending. */
  private synchronized boolean keep(SignInUserKey user, SignInCount count) {
    waiting.merge(user, count, SignInCount::and);
    return !ended && waiting.size() < MOST;
  }

  private synchronized boolean waits(Predicate<SignInUserKey> those) {
    return Stream.of(waiting, inHand).flatMap(some -> some.keySet().stream()).anyMatch(those);
  }

  private synchronized List<SignInUserKey> due(Predicate<SignInUserKey> those) {
    return waiting.keySet().stream().filter(those).toList();
  }

  /** Only the thread that has the lock removes entries, so all of them are still pending. */
  private synchronized Map<SignInUserKey, SignInCount> taken(List<SignInUserKey> batch) {
    inHand = new HashMap<>();
    batch.forEach(user -> inHand.put(user, waiting.remove(user)));
    return inHand;
  }

  private synchronized void written() {
    inHand = Map.of();
  }

  private synchronized void giveBack() {
    inHand.forEach((user, count) -> waiting.merge(user, count, SignInCount::and));
    inHand = Map.of();
  }

  private synchronized void end() {
    ended = true;
  }
}
