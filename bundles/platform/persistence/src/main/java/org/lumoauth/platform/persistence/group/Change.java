package org.lumoauth.platform.persistence.group;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/** One statement of one caller, who waits for it, now or a little later. */
final class Change {

  /** How far it is; the last three stay. */
  enum State {
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

  private final GroupedChanges.Statement statement;
  private final Thread caller = Thread.currentThread();
  private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);
  private volatile int rows;
  private boolean expected;

  Change(GroupedChanges.Statement statement) {
    this.statement = statement;
  }

  GroupedChanges.Statement statement() {
    return statement;
  }

  int rows() {
    return rows;
  }

  /** Its caller waits for it from now on; both under the lock of the group. */
  void expect() {
    expected = true;
  }

  boolean expected() {
    return expected;
  }

  /** Moves on from waiting; false if its caller waits no more. */
  boolean move(State to) {
    boolean moved = state.compareAndSet(State.WAITING, to);
    if (moved && to == State.LEADS) {
      LockSupport.unpark(caller);
    }
    return moved;
  }

  /** Its caller, who asks for it, carries out what waits; false if it has ended. */
  boolean leads() {
    return state.compareAndSet(State.WAITING, State.LEADS);
  }

  void done(int count) {
    rows = count;
    end(State.DONE);
  }

  void end(State how) {
    state.set(how);
    LockSupport.unpark(caller);
  }

  /**
   * Waits until it is this caller's turn to lead, or the change has ended.
   *
   * @return {@link State#LEADS} or one that stays; {@link State#LOST} when the time is over
   */
  State await(long nanos) {
    long end = System.nanoTime() + nanos;
    State now = state.get();
    while (now == State.WAITING || now == State.TAKEN) {
      long left = end - System.nanoTime();
      if (left <= 0 || Thread.currentThread().isInterrupted()) {
        return move(State.LOST) ? State.LOST : known();
      }
      LockSupport.parkNanos(this, Math.min(left, TimeUnit.SECONDS.toNanos(1)));
      now = state.get();
    }
    return now;
  }

  private State known() {
    State now = state.get();
    return now == State.TAKEN ? State.LOST : now;
  }
}
