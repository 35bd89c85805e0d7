package org.lumoauth.platform.persistence.group;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.lumoauth.platform.persistence.group.Change.State;

/**
 * Commits what many callers change at the same time once for all of them. There is no thread for
 * it: who finds nobody at work does its own change at once, and whoever comes meanwhile waits; the
 * first of those then does it for all that wait. So a lone change costs what it does anyway, and
 * the more there are the less each costs.
 */
public final class GroupedChanges {

  private static final int MOST = 256;

  /** A statement and its values. */
  public record Statement(String sql, Object[] values) {}

  /** Carries out changes in one transaction, without waiting long for locks of others. */
  public interface Together {

    /**
     * Carries them out and commits.
     *
     * @return the rows that each was of, in their order; empty if nothing was changed and each is
     *     to be done alone
     * @throws SQLException if nobody knows whether they are committed
     */
    Optional<int[]> commit(List<Statement> changes) throws SQLException;
  }

  /** Carries out one change in a transaction of its own, as long as it may take. */
  public interface Alone {
    int commit(Statement change) throws SQLException;
  }

  private final Together together;
  private final Alone alone;
  private final long patience;
  private final Queue<Change> waiting = new ArrayDeque<>();
  private boolean led;

  /**
   * @param patience how long a caller waits for others to carry out its change
   */
  public GroupedChanges(Together together, Alone alone, Duration patience) {
    this.together = together;
    this.alone = alone;
    this.patience = patience.toNanos();
  }

  /**
   * Carries out a change. The caller must hold no locks in the database, since others may wait for
   * those while it waits for them.
   *
   * @return how many rows it was of
   * @throws SQLException as the database refused it, or if nobody knows whether it is committed
   */
  public int change(Statement statement) throws SQLException {
    Change own = new Change(statement);
    State state = leadsAtOnce(own) ? State.LEADS : own.await(patience);
    if (state == State.LEADS) {
      lead(own);
      state = own.await(0);
    }
    return switch (state) {
      case DONE -> own.rows();
      case ALONE -> alone.commit(own.statement());
      default -> throw new SQLTransientConnectionException("a change did not end in time");
    };
  }

  private void lead(Change own) throws SQLException {
    try {
      carryOut(taken(own));
    } finally {
      handOver();
    }
  }

  /** What fails on the way ends all: nobody may take it for done. */
  private void carryOut(List<Change> group) throws SQLException {
    Optional<int[]> counts = Optional.empty();
    boolean known = false;
    try {
      counts = together.commit(group.stream().map(Change::statement).toList());
      known = true;
    } finally {
      for (int i = 0; i < group.size(); i++) {
        if (counts.isPresent()) {
          group.get(i).done(counts.get()[i]);
        } else {
          group.get(i).end(known ? State.ALONE : State.LOST);
        }
      }
    }
  }

  private synchronized boolean leadsAtOnce(Change own) {
    if (led) {
      waiting.add(own);
      return false;
    }
    led = true;
    return true;
  }

  /** The leader's own, and what waits behind it. */
  private synchronized List<Change> taken(Change own) {
    List<Change> group = new ArrayList<>();
    group.add(own);
    while (group.size() < MOST && !waiting.isEmpty()) {
      Change next = waiting.remove();
      if (next.move(State.TAKEN)) {
        group.add(next);
      }
    }
    return group;
  }

  /** Lets the next that waits lead, if any does. */
  private synchronized void handOver() {
    Change next = waiting.poll();
    while (next != null && !next.move(State.LEADS)) {
      next = waiting.poll();
    }
    led = next != null;
  }
}
