/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac.cache;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Caches the policies of one tenant on this node. They are valid until a change is reported after
 * their loading began, so policies that were loaded during a change are not kept.
 */
final class CachedTenantPolicies {

  /** Loaded policies, with the number of changes reported before and the time of loading. */
  private record CurrentPolicies(
      PolicyLoader.LoadedPolicies loaded, long changesSeen, long readAt) {}

  private final String tenantId;
  private final PolicyLoader loader;
  private final long recheckNanos;
  private final AtomicLong changes = new AtomicLong();
  private final ReentrantLock loading = new ReentrantLock();
  private volatile CurrentPolicies current;

  CachedTenantPolicies(String tenantId, PolicyLoader loader, long recheckNanos) {
    this.tenantId = tenantId;
    this.loader = loader;
    this.recheckNanos = recheckNanos;
  }

  void invalidate() {
    changes.incrementAndGet();
  }

  TenantPolicies current() {
    var known = current;
    if (known != null && known.changesSeen() == changes.get()) {
      long age = System.nanoTime() - known.readAt();
      if (age < recheckNanos) {
        return known.loaded().content();
      }
      // One caller checks for changes of other nodes; the others continue with the cached policies.
      if (age < 2 * recheckNanos && loading.isLocked()) {
        return known.loaded().content();
      }
    }
    return load();
  }

  private TenantPolicies load() {
    loading.lock();
    try {
      long seen = changes.get();
      long start = System.nanoTime();
      var known = current;
      if (known != null && known.changesSeen() == seen) {
        if (start - known.readAt() < recheckNanos) {
          return known.loaded().content();
        }
        if (loader.revision(tenantId) == known.loaded().revision()) {
          return keep(known.loaded(), seen, start);
        }
      }
      return keep(loader.load(tenantId), seen, start);
    } finally {
      loading.unlock();
    }
  }

  private TenantPolicies keep(PolicyLoader.LoadedPolicies loaded, long seen, long start) {
    current = new CurrentPolicies(loaded, seen, start);
    return loaded.content();
  }
}
