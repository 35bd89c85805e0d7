/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.modules.lifecycle;

import java.util.concurrent.atomic.AtomicReference;
import org.osgi.service.component.annotations.Component;

/**
 * Allows one module operation at a time. Separate from {@link ModuleLifecycleService}, because a
 * configuration change creates a new instance while the previous instance may still be working.
 */
@Component(service = ModuleOperationLock.class)
public final class ModuleOperationLock {
  private final AtomicReference<Thread> taker = new AtomicReference<>();

  /** Acquires the lock. Returns false if it is in use. */
  boolean tryAcquire() {
    return taker.compareAndSet(null, Thread.currentThread());
  }

  /** Releases the lock. */
  void release() {
    taker.set(null);
  }

  /** Returns whether the current thread performs the operation. */
  boolean isHeldByCurrentThread() {
    return taker.get() == Thread.currentThread();
  }
}
