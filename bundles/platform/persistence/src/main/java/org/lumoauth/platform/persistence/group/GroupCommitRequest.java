package org.lumoauth.platform.persistence.group;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/** One statement of one caller, who waits for it, now or a little later. */
final class GroupCommitRequest {

  /** How far it is; the last three stay. */
  enum GroupCommitState {
    /** Nobody has looked at it, and its caller may not have asked for it. */
    WAITING,
    /** Its caller is to carry out what waits. */
    LEADS,
    /** It is being carried out. */
    TAKEN,
    /** It is committed. */
    DONE,
    /** It was rolled back with the others: its caller is to do it alone. */
    ALONE,
    /** Nobody knows whether it is committed, or its caller waits no more. */
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

  /** Its caller waits for it from now on; both under the lock of the group. */
  void markExpected() {
    expected = true;
  }

  boolean isExpected() {
    return expected;
  }

  /** Moves on from waiting; false if its caller waits no more. */
  boolean transitionTo(GroupCommitState to) {
    boolean moved = state.compareAndSet(GroupCommitState.WAITING, to);
    if (moved && to == GroupCommitState.LEADS) {
      LockSupport.unpark(caller);
    }
    return moved;
  }

  /** Its caller, who asks for it, carries out what waits; false if it has ended. */
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
   * Waits until it is this caller's turn to lead, or the change has ended.
   *
   * @return {@link GroupCommitState#LEADS} or one that stays; {@link GroupCommitState#LOST} when
   *     the time is over
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
