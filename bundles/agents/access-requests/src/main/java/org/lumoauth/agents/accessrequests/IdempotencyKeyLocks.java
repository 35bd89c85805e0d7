/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.accessrequests;

import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;

/**
 * Serializes requests with the same idempotency key on this node, so that later requests find the
 * result of the first.
 */
final class IdempotencyKeyLocks {

  private static final int MANY = 64;

  private final List<Lock> locks =
      IntStream.range(0, MANY).<Lock>mapToObj(i -> new ReentrantLock()).toList();

  /** A lock that is held until it is closed. */
  interface IdempotencyKeyLock extends AutoCloseable {
    @Override
    void close();
  }

  /** Acquires the lock of this key, blocking if necessary; several keys may share a lock. */
  IdempotencyKeyLock acquire(Object key) {
    Lock lock = locks.get(Math.floorMod(key.hashCode(), MANY));
    lock.lock();
    return lock::unlock;
  }
}
