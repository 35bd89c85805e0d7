package org.lumoauth.platform.modules.lifecycle;

import java.util.concurrent.atomic.AtomicReference;
import org.osgi.service.component.annotations.Component;

/**
 * Lets one module operation run at a time. It is no part of {@link ModuleLifecycleService}, because
 * a change of the configuration makes a new one of those while the old one may still be at work.
 */
@Component(service = ModuleOperationLock.class)
public final class ModuleOperationLock {
  private final AtomicReference<Thread> taker = new AtomicReference<>();

  /** Takes the turn; false if somebody has it. */
  boolean tryAcquire() {
    return taker.compareAndSet(null, Thread.currentThread());
  }

  /** Gives it back. */
  void release() {
    taker.set(null);
  }

  /** Whether the calling thread carries out the operation. */
  boolean isHeldByCurrentThread() {
    return taker.get() == Thread.currentThread();
  }
}
