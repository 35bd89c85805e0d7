/* SPDX-License-Identifier: Apache-2.0 */
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
 * Commits concurrent changes of many callers together, without a thread of its own. A caller runs
 * its own change immediately if no other change is in progress; callers that arrive while a change
 * is in progress wait. The first of them then runs the changes of all waiting callers, including
 * changes that were started but not awaited yet. A single change has its usual cost, and cost per
 * change falls with load.
 */
public final class GroupCommitService {

  private static final int MOST = 256;

  /** A statement and its values. */
  public record GroupCommitStatement(String sql, Object[] values) {}

  /** Runs changes in one transaction, with short lock timeouts. */
  public interface BatchCommitter {

    /**
     * Runs the changes and commits.
     *
     * @return the number of affected rows of each change in order; empty if the transaction had no
     *     effect and each change must run alone
     * @throws SQLException if the outcome is unknown
     */
    Optional<int[]> commit(List<GroupCommitStatement> changes) throws SQLException;
  }

  /** A change that other callers may run while its caller continues. */
  public interface PendingGroupCommit {

    /**
     * Waits for the commit. Must be called by the thread that started the change.
     *
     * @return the number of affected rows
     * @throws SQLException as {@link GroupCommitService#change}
     */
    int rows() throws SQLException;
  }

  /** Runs one change in its own transaction, without a time limit. */
  public interface SingleCommitter {
    int commit(GroupCommitStatement change) throws SQLException;
  }

  private final BatchCommitter together;
  private final SingleCommitter alone;
  private final long patience;
  private final Queue<GroupCommitRequest> waiting = new ArrayDeque<>();
  private boolean led;

  /**
   * Creates the service.
   *
   * @param patience how long a caller waits for others to run its change
   */
  public GroupCommitService(BatchCommitter together, SingleCommitter alone, Duration patience) {
    this.together = together;
    this.alone = alone;
    this.patience = patience.toNanos();
  }

  /**
   * Runs a change. The caller must not have locks in the database, because others may wait for them
   * while it waits for others.
   *
   * @return the number of affected rows
   * @throws SQLException if the database rejected the change or the outcome is unknown
   */
  public int change(GroupCommitStatement statement) throws SQLException {
    return begin(statement).rows();
  }

  /**
   * Starts a change, which runs with the next awaited change, or at the latest when its own result
   * is requested. The order is undefined, and changes of one caller may be in different
   * transactions. A caller that does not wait yet never leads, because others would wait for its
   * remaining work.
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
      default -> throw new SQLTransientConnectionException("the change was not completed in time");
    };
  }

  /** Runs the change alone, once: another call after a failure must not run it again. */
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

  /** Runs the group. An unexpected failure fails all requests, so that none is taken as done. */
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

  /**
   * Returns whether the caller, which now waits, must lead; otherwise another caller runs the
   * change.
   */
  private synchronized boolean leadsAtOnce(GroupCommitRequest own) {
    own.markExpected();
    if (led || !waiting.remove(own)) {
      return false;
    }
    led = own.isLeader();
    return led;
  }

  /** Returns the leader's own request and those that wait behind it. */
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

  /** Lets the next waiting caller lead, if any. */
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
