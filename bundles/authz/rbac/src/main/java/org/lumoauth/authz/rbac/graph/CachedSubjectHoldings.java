/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac.graph;

import java.util.concurrent.atomic.AtomicLong;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.authz.rbac.store.DirectHoldings;
import org.lumoauth.authz.rbac.store.RbacRevisions;

/**
 * Caches the assignments of one subject on this node, with the same validity as {@link
 * CachedTenantRoleGraph}.
 */
final class CachedSubjectHoldings {

  private record KnownHoldings(
      DirectHoldings holdings, RbacRevisions revisions, long changesSeen) {}

  private final String tenantId;
  private final SubjectRef subject;
  private final RoleGraphAndHoldingsLoader loader;
  private final AtomicLong changes = new AtomicLong();
  private volatile KnownHoldings known;

  CachedSubjectHoldings(String tenantId, SubjectRef subject, RoleGraphAndHoldingsLoader loader) {
    this.tenantId = tenantId;
    this.subject = subject;
    this.loader = loader;
  }

  void invalidate() {
    changes.incrementAndGet();
  }

  /**
   * Returns the holdings that match the graph: never older than the graph, and null if they are
   * newer, so that the graph must be loaded again. Otherwise a role could be revoked and then
   * extended, and a mixture of old and new data would permit an action that was never permitted.
   */
  DirectHoldings holdings(RbacRevisions graph) {
    var held = known;
    if (held == null
        || held.changesSeen() != changes.get()
        || held.revisions().assignments() < graph.assignments()) {
      held = load(graph);
    }
    return held.revisions().roles() > graph.roles() ? null : held.holdings();
  }

  private synchronized KnownHoldings load(RbacRevisions graph) {
    long seen = changes.get();
    var held = known;
    if (held != null
        && held.changesSeen() == seen
        && held.revisions().assignments() >= graph.assignments()) {
      return held;
    }
    var loaded = loader.held(tenantId, subject);
    held = new KnownHoldings(loaded.holdings(), loaded.revisions(), seen);
    known = held;
    return held;
  }
}
