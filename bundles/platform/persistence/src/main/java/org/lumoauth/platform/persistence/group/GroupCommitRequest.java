/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence.group;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/** A statement of one caller that waits for it, now or later. */
final class GroupCommitRequest {

  /** The state of a request. The last three are final. */
  enum GroupCommitState {
    /** Not taken yet; its caller may not wait for it yet. */
    WAITING,
    /** Its caller must run the waiting requests. */
    LEADS,
    /** In progress. */
    TAKEN,
    /** Committed. */
    DONE,
    /** Rolled back with the others; its caller must run it alone. */
    ALONE,
    /** The outcome is unknown, or its caller no longer waits. */
    LOST
  }

  private final GroupCommitService.GroupCommitStatement statement;
  private final Thread caller = Thread.currentThread();
  private final AtomicReference<GroupCommitState> state =
      new AtomicReference<>(GroupCommitState.WAITING);
  private volatile int rows;
  private boolean expected;

  GroupCommitRequest(GroupCommitService.GroupCommitStatement statement) {
    this.statement = statement;
  }

  GroupCommitService.GroupCommitStatement statement() {
    return statement;
  }

  int rows() {
    return rows;
  }

  /** Marks that the caller waits from now on. Requires the lock of the group. */
  void markExpected() {
    expected = true;
  }

  boolean isExpected() {
    return expected;
  }

  /** Moves on from the waiting state. Returns false if the caller no longer waits. */
  boolean transitionTo(GroupCommitState to) {
    boolean moved = state.compareAndSet(GroupCommitState.WAITING, to);
    if (moved && to == GroupCommitState.LEADS) {
      LockSupport.unpark(caller);
    }
    return moved;
  }

  /** Returns whether the caller must run the waiting requests; false if the request is finished. */
  boolean isLeader() {
    return state.compareAndSet(GroupCommitState.WAITING, GroupCommitState.LEADS);
  }

  void complete(int count) {
    rows = count;
    finish(GroupCommitState.DONE);
  }

  void finish(GroupCommitState how) {
    state.set(how);
    LockSupport.unpark(caller);
  }

  /**
   * Waits until the caller must lead or the change is finished.
   *
   * @return {@link GroupCommitState#LEADS} or a final state; {@link GroupCommitState#LOST} after a
   *     timeout
   */
  GroupCommitState await(long nanos) {
    long end = System.nanoTime() + nanos;
    GroupCommitState now = state.get();
    while (now == GroupCommitState.WAITING || now == GroupCommitState.TAKEN) {
      long left = end - System.nanoTime();
      if (left <= 0 || Thread.currentThread().isInterrupted()) {
        return transitionTo(GroupCommitState.LOST) ? GroupCommitState.LOST : known();
      }
      LockSupport.parkNanos(this, Math.min(left, TimeUnit.SECONDS.toNanos(1)));
      now = state.get();
    }
    return now;
  }

  private GroupCommitState known() {
    GroupCommitState now = state.get();
    return now == GroupCommitState.TAKEN ? GroupCommitState.LOST : now;
  }
}
