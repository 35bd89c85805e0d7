package org.lumoauth.authz.abac.memory;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One tenant's policies as this node knows them. They count for as long as nobody reported a change
 * since their reading began, so that what was read while something changed is never kept.
 */
final class CachedTenantPolicies {

  /** What was read, how many changes were reported before, and when that was. */
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
      // One of the callers looks whether another node changed something; the others go on for now.
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
