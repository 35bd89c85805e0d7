package org.lumoauth.authz.rbac.graph;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.lumoauth.authz.rbac.store.RbacRevisions;

/**
 * One tenant's graph as this node knows it. A graph counts for as long as nobody reported a change
 * since its reading began, so that one which was read while something changed is never kept.
 */
final class CachedTenantRoleGraph {

  /**
   * The graph, how far the store was, how many changes were reported before it was read, and when
   * that was.
   */
  record CurrentRoleGraph(
      RoleGraph graph, RbacRevisions revisions, long changesSeen, long readAt) {}

  private final String tenantId;
  private final RoleGraphLoader loader;
  private final long recheckNanos;
  private final AtomicLong changes = new AtomicLong();
  private final ReentrantLock loading = new ReentrantLock();
  private volatile CurrentRoleGraph current;

  CachedTenantRoleGraph(String tenantId, RoleGraphLoader loader, long recheckNanos) {
    this.tenantId = tenantId;
    this.loader = loader;
    this.recheckNanos = recheckNanos;
  }

  void invalidate() {
    changes.incrementAndGet();
  }

  CurrentRoleGraph current() {
    var known = current;
    if (known != null && known.changesSeen() == changes.get()) {
      long age = System.nanoTime() - known.readAt();
      if (age < recheckNanos) {
        return known;
      }
      // One of the callers looks whether another node changed something; the others go on for now.
      if (age < 2 * recheckNanos && loading.isLocked()) {
        return known;
      }
    }
    return load();
  }

  private CurrentRoleGraph load() {
    loading.lock();
    try {
      long seen = changes.get();
      var known = current;
      if (known != null && known.changesSeen() == seen) {
        if (System.nanoTime() - known.readAt() < recheckNanos) {
          return known;
        }
        return recheck(known, seen);
      }
      return reload(seen);
    } finally {
      loading.unlock();
    }
  }

  private CurrentRoleGraph recheck(CurrentRoleGraph known, long seen) {
    long start = System.nanoTime();
    var revisions = loader.revisions(tenantId);
    if (revisions.roles() != known.revisions().roles()) {
      return reload(seen);
    }
    return current = new CurrentRoleGraph(known.graph(), revisions, seen, start);
  }

  private CurrentRoleGraph reload(long seen) {
    long start = System.nanoTime();
    var loaded = loader.graph(tenantId);
    return current = new CurrentRoleGraph(loaded.graph(), loaded.revisions(), seen, start);
  }
}
