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
import org.lumoauth.platform.persistence.group.GroupCommitRequest.GroupCommitState;

/**
 * Commits what many callers change at the same time once for all of them. There is no thread for
 * it: who finds nobody at work does its own change at once, and whoever comes meanwhile waits; the
 * first of those then does it for all that wait, and for who began something and has not asked for
 * it yet. So a lone change costs what it does anyway, and the more there are the less each costs.
 */
public final class GroupCommitService {

  private static final int MOST = 256;

  /** A statement and its values. */
  public record GroupCommitStatement(String sql, Object[] values) {}

  /** Carries out changes in one transaction, without waiting long for locks of others. */
  public interface BatchCommitter {

    /**
     * Carries them out and commits.
     *
     * @return the rows that each was of, in their order; empty if nothing was changed and each is
     *     to be done alone
     * @throws SQLException if nobody knows whether they are committed
     */
    Optional<int[]> commit(List<GroupCommitStatement> changes) throws SQLException;
  }

  /** A change that others may carry out while its caller does something else. */
  public interface PendingGroupCommit {

    /**
     * Waits until it is committed. To be asked by the thread that began it.
     *
     * @return how many rows it was of
     * @throws SQLException as {@link GroupCommitService#change} does
     */
    int rows() throws SQLException;
  }

  /** Carries out one change in a transaction of its own, as long as it may take. */
  public interface SingleCommitter {
    int commit(GroupCommitStatement change) throws SQLException;
  }

  private final BatchCommitter together;
  private final SingleCommitter alone;
  private final long patience;
  private final Queue<GroupCommitRequest> waiting = new ArrayDeque<>();
  private boolean led;

  /**
   * @param patience how long a caller waits for others to carry out its change
   */
  public GroupCommitService(BatchCommitter together, SingleCommitter alone, Duration patience) {
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
  public int change(GroupCommitStatement statement) throws SQLException {
    return begin(statement).rows();
  }

  /**
   * Lets a change be carried out with the next that anybody waits for, at the latest when it is
   * asked for itself; in any order, and not for certain in one transaction with others of its
   * caller. Nobody leads for others who has not asked yet: they would wait for what it does
   * meanwhile.
   */
  public PendingGroupCommit begin(GroupCommitStatement statement) {
    GroupCommitRequest own = new GroupCommitRequest(statement);
    add(own);
    return () -> rows(own);
  }

  private int rows(GroupCommitRequest own) throws SQLException {
    GroupCommitState state = leadsAtOnce(own) ? GroupCommitState.LEADS : own.await(patience);
    if (state == GroupCommitState.LEADS) {
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
  private int alone(GroupCommitRequest own) throws SQLException {
    own.finish(GroupCommitState.LOST);
    own.complete(alone.commit(own.statement()));
    return own.rows();
  }

  private void lead(GroupCommitRequest own) throws SQLException {
    try {
      carryOut(taken(own));
    } finally {
      handOver();
    }
  }

  /** What fails on the way ends all: nobody may take it for done. */
  private void carryOut(List<GroupCommitRequest> group) throws SQLException {
    Optional<int[]> counts = Optional.empty();
    boolean known = false;
    try {
      counts = together.commit(group.stream().map(GroupCommitRequest::statement).toList());
      known = true;
    } finally {
      for (int i = 0; i < group.size(); i++) {
        if (counts.isPresent()) {
          group.get(i).complete(counts.get()[i]);
        } else {
          group.get(i).finish(known ? GroupCommitState.ALONE : GroupCommitState.LOST);
        }
      }
    }
  }

  private synchronized void add(GroupCommitRequest begun) {
    waiting.add(begun);
  }

  /** Whether its caller, who asks for it now, is to lead; else another carries it out. */
  private synchronized boolean leadsAtOnce(GroupCommitRequest own) {
    own.markExpected();
    if (led || !waiting.remove(own)) {
      return false;
    }
    led = own.isLeader();
    return led;
  }

  /** The leader's own, and what waits behind it. */
  private synchronized List<GroupCommitRequest> taken(GroupCommitRequest own) {
    List<GroupCommitRequest> group = new ArrayList<>();
    group.add(own);
    while (group.size() < MOST && !waiting.isEmpty()) {
      GroupCommitRequest next = waiting.remove();
      if (next.transitionTo(GroupCommitState.TAKEN)) {
        group.add(next);
      }
    }
    return group;
  }

  /** Lets the next whose caller waits lead, if any does. */
  private synchronized void handOver() {
    led = false;
    Iterator<GroupCommitRequest> each = waiting.iterator();
    while (!led && each.hasNext()) {
      GroupCommitRequest next = each.next();
      if (next.isExpected()) {
        each.remove();
        led = next.transitionTo(GroupCommitState.LEADS);
      }
    }
  }
}
