package org.lumoauth.authz.rbac.graph;

import java.util.concurrent.atomic.AtomicLong;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.authz.rbac.store.DirectHoldings;
import org.lumoauth.authz.rbac.store.RbacRevisions;

/** What one subject holds, as this node knows it; counts as {@link CachedTenantRoleGraph} does. */
final class CachedSubjectHoldings {

  private record KnownHoldings(
      DirectHoldings holdings, RbacRevisions revisions, long changesSeen) {}

  private final String tenantId;
  private final SubjectRef subject;
  private final RoleGraphLoader loader;
  private final AtomicLong changes = new AtomicLong();
  private volatile KnownHoldings known;

  CachedSubjectHoldings(String tenantId, SubjectRef subject, RoleGraphLoader loader) {
    this.tenantId = tenantId;
    this.subject = subject;
    this.loader = loader;
  }

  void invalidate() {
    changes.incrementAndGet();
  }

  /**
   * The holdings that fit the graph: never older than it, and null where they are newer than it, so
   * that the graph must be read again. Without this a role could be taken away and then made
   * mightier, and a mixture of old and new would allow what was never allowed.
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
