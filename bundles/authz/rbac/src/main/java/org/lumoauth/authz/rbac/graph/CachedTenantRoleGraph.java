/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac.graph;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.lumoauth.authz.rbac.store.RbacRevisions;

/**
 * Caches the graph of one tenant on this node. A graph is valid until a change is reported after
 * its loading began, so a graph that was loaded during a change is not kept.
 */
final class CachedTenantRoleGraph {

  /**
   * A loaded graph with the revisions of the store, the number of changes reported before, and the
   * time of loading.
   */
  record CurrentRoleGraph(
      RoleGraph graph, RbacRevisions revisions, long changesSeen, long readAt) {}

  private final String tenantId;
  private final RoleGraphAndHoldingsLoader loader;
  private final long recheckNanos;
  private final AtomicLong changes = new AtomicLong();
  private final ReentrantLock loading = new ReentrantLock();
  private volatile CurrentRoleGraph current;

  CachedTenantRoleGraph(String tenantId, RoleGraphAndHoldingsLoader loader, long recheckNanos) {
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
      // One caller checks for changes of other nodes; the others continue with the cached graph.
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
