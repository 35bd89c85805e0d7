/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac.graph;

import javax.persistence.EntityManager;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.authz.rbac.store.DirectHoldings;
import org.lumoauth.authz.rbac.store.DirectPermissionStore;
import org.lumoauth.authz.rbac.store.PermissionStore;
import org.lumoauth.authz.rbac.store.RbacPersistenceUnit;
import org.lumoauth.authz.rbac.store.RbacRevisions;
import org.lumoauth.authz.rbac.store.RoleStore;

/**
 * Loads the data of a graph at one revision: if the revision changes between the first and the last
 * query, it loads again, at any isolation level.
 */
final class RoleGraphAndHoldingsLoader {

  private static final int ATTEMPTS = 20;

  private final RbacPersistenceUnit unit;

  RoleGraphAndHoldingsLoader(RbacPersistenceUnit unit) {
    this.unit = unit;
  }

  record LoadedRoleGraph(RoleGraph graph, RbacRevisions revisions) {}

  record LoadedHoldings(DirectHoldings holdings, RbacRevisions revisions) {}

  RbacRevisions revisions(String tenantId) {
    return unit.read(tenantId, em -> now(em, tenantId));
  }

  LoadedRoleGraph graph(String tenantId) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      var loaded = unit.read(tenantId, em -> graph(em, tenantId));
      if (loaded != null) {
        return loaded;
      }
    }
    throw new IllegalStateException(
        "the roles of " + tenantId + " change faster than they can be loaded");
  }

  LoadedHoldings held(String tenantId, SubjectRef subject) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      var held = unit.read(tenantId, em -> held(em, tenantId, subject));
      if (held != null) {
        return held;
      }
    }
    throw new IllegalStateException(
        "the roles of " + tenantId + " change faster than they can be loaded");
  }

  private static LoadedRoleGraph graph(EntityManager em, String tenantId) {
    var before = now(em, tenantId);
    var graph =
        RoleGraph.compile(
            RoleStore.all(em, tenantId),
            PermissionStore.all(em, tenantId),
            RoleStore.permissions(em, tenantId),
            RoleStore.parents(em, tenantId));
    var after = now(em, tenantId);
    return before.roles() == after.roles() ? new LoadedRoleGraph(graph, before) : null;
  }

  /**
   * Loads the holdings of a subject. One query sees one snapshot, so the revision is read first: it
   * may only be older than the holdings.
   */
  private static LoadedHoldings held(EntityManager em, String tenantId, SubjectRef subject) {
    var before = now(em, tenantId);
    var holdings = DirectPermissionStore.holdings(em, tenantId, subject);
    var after = now(em, tenantId);
    return before.roles() == after.roles() ? new LoadedHoldings(holdings, before) : null;
  }

  private static RbacRevisions now(EntityManager em, String tenantId) {
    return RbacPersistenceUnit.revisions(em, tenantId)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "the table rbac_tenant has no row of the tenant " + tenantId));
  }
}
