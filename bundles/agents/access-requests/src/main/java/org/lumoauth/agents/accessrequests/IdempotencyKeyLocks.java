package org.lumoauth.agents.accessrequests;

import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Lets what must not happen at once happen in turn, on this node: requests with the same
 * idempotency key, so that each but the first finds what the first made.
 */
@Component(service = IdempotencyKeyLocks.class)
public final class IdempotencyKeyLocks {

  private static final int MANY = 64;

  private final List<Lock> locks;

  @Activate
  public IdempotencyKeyLocks() {
    this.locks = IntStream.range(0, MANY).<Lock>mapToObj(i -> new ReentrantLock()).toList();
  }

  /** Somebody's turn, until it is closed. */
  interface IdempotencyKeyLock extends AutoCloseable {
    @Override
    void close();
  }

  /** Waits for the turn of this key; some keys share one. */
  IdempotencyKeyLock acquire(Object key) {
    Lock lock = locks.get(Math.floorMod(key.hashCode(), MANY));
    lock.lock();
    return lock::unlock;
  }
}
