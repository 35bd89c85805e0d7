package org.lumoauth.platform.directory;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.lumoauth.api.module.Turn;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.Statements;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How often and when users signed in, written within a second, together with those of others:
 * nobody waits for it in a sign-in. Whoever reads it has what waits written first. A server that is
 * killed loses what waits; nothing that lets anybody in depends on it.
 */
@Component(service = SignInCounts.class)
public final class SignInCounts {
  private static final Logger LOG = LoggerFactory.getLogger(SignInCounts.class);
  private static final long PERIOD_MILLIS = 1_000;

  /** So many users wait at most; whoever comes then has them written. */
  private static final int MOST = 1_000;

  private static final String UPDATE =
      "update directory_user set login_count = login_count + ?, last_login_at ="
          + " case when last_login_at > ? then last_login_at else ? end"
          + " where tenant_id = ? and id = ?";

  private record User(String tenantId, String id) {}

  private record Count(long times, Instant last) {
    Count and(Count other) {
      return new Count(times + other.times, last.isAfter(other.last) ? last : other.last);
    }
  }

  private final PersistenceUnit unit;
  private final ScheduledExecutorService worker =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            var thread = new Thread(work, "directory-sign-ins");
            thread.setDaemon(true);
            return thread;
          });

  /** One writes at a time: whoever waits for another has what that one took written, too. */
  private final Object writing = new Object();

  private Map<User, Count> waiting = new HashMap<>();
  private boolean ended;

  @Activate
  public SignInCounts(@Reference DirectoryUnit unit) {
    this(unit.get());
    worker.scheduleWithFixedDelay(this::write, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
  }

  SignInCounts(PersistenceUnit unit) {
    this.unit = unit;
  }

  /** Counts a sign-in; not a change that an administrator's could collide with. */
  void add(String tenantId, String userId, Instant when) {
    if (!keep(new User(tenantId, userId), new Count(1, when))) {
      write();
    }
  }

  /** Has what waits written; what cannot be now waits on. */
  void write() {
    new Turn(this::writeAll, failure -> LOG.warn("directory.sign-ins-not-counted", failure)).run();
  }

  private void writeAll() {
    synchronized (writing) {
      var taken = taken();
      boolean written = false;
      try {
        write(taken);
        written = true;
      } finally {
        if (!written) {
          taken.forEach(this::keep);
        }
      }
    }
  }

  @Deactivate
  void close() {
    worker.shutdown();
    end();
    write();
  }

  private void write(Map<User, Count> counts) {
    if (counts.isEmpty()) {
      return;
    }
    unit.jdbc(
        connection -> {
          try (var update = connection.prepareStatement(UPDATE)) {
            // The same order on every server, so that none waits for one that waits for it.
            var users =
                counts.keySet().stream()
                    .sorted(Comparator.comparing(User::tenantId).thenComparing(User::id))
                    .toList();
            for (User user : users) {
              set(update, user, counts.get(user));
              update.addBatch();
            }
            return update.executeBatch();
          }
        });
  }

  private static void set(PreparedStatement update, User user, Count count) throws SQLException {
    long last = Micros.of(count.last());
    Statements.set(update, count.times(), last, last, user.tenantId(), user.id());
  }

  /** False if it is not to wait longer. */
  private synchronized boolean keep(User user, Count count) {
    waiting.merge(user, count, Count::and);
    return !ended && waiting.size() < MOST;
  }

  private synchronized Map<User, Count> taken() {
    var taken = waiting;
    waiting = new HashMap<>();
    return taken;
  }

  private synchronized void end() {
    ended = true;
  }
}
