package org.lumoauth.platform.persistence.group;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.lumoauth.platform.persistence.group.Change.State;

/**
 * Commits what many callers change at the same time once for all of them. There is no thread for
 * it: who finds nobody at work does its own change at once, and whoever comes meanwhile waits; the
 * first of those then does it for all that wait, and for who began something and has not asked for
 * it yet. So a lone change costs what it does anyway, and the more there are the less each costs.
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

  /** A change that others may carry out while its caller does something else. */
  public interface Begun {

    /**
     * Waits until it is committed. To be asked by the thread that began it.
     *
     * @return how many rows it was of
     * @throws SQLException as {@link GroupedChanges#change} does
     */
    int rows() throws SQLException;
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
    return begin(statement).rows();
  }

  /**
   * Lets a change be carried out with the next that anybody waits for, at the latest when it is
   * asked for itself; in any order, and not for certain in one transaction with others of its
   * caller. Nobody leads for others who has not asked yet: they would wait for what it does
   * meanwhile.
   */
  public Begun begin(Statement statement) {
    Change own = new Change(statement);
    add(own);
    return () -> rows(own);
  }

  private int rows(Change own) throws SQLException {
    State state = leadsAtOnce(own) ? State.LEADS : own.await(patience);
    if (state == State.LEADS) {
      lead(own);
      state = own.await(0);
    }
    return switch (state) {
      case DONE -> own.rows();
      case ALONE -> alone(own);
      default -> throw new SQLTransientConnectionException("a change did not end in time");
    };
  }

  /** Once: who asks again after a failure must not have it carried out twice. */
  private int alone(Change own) throws SQLException {
    own.end(State.LOST);
    own.done(alone.commit(own.statement()));
    return own.rows();
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

  private synchronized void add(Change begun) {
    waiting.add(begun);
  }

  /** Whether its caller, who asks for it now, is to lead; else another carries it out. */
  private synchronized boolean leadsAtOnce(Change own) {
    own.expect();
    if (led || !waiting.remove(own)) {
      return false;
    }
    led = own.leads();
    return led;
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

  /** Lets the next whose caller waits lead, if any does. */
  private synchronized void handOver() {
    led = false;
    Iterator<Change> each = waiting.iterator();
    while (!led && each.hasNext()) {
      Change next = each.next();
      if (next.expected()) {
        each.remove();
        led = next.move(State.LEADS);
      }
    }
  }
}
