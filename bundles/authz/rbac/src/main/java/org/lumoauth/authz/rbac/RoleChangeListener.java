/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac;

import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.authz.rbac.graph.RoleGraphAndHoldingsCache;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Invalidates caches after changes, and deletes the assignments of a deleted subject. */
@Component(
    property = {
      "lumoauth.kind=event-listener",
      "lumoauth.name=authz-rbac",
      DomainEventListener.MISSES_NONE + "=" + DomainEvent.SUBJECT_DELETED
    })
public final class RoleChangeListener implements DomainEventListener {

  private final RoleGraphAndHoldingsCache index;
  private final RbacRoleAssignmentService assignments;

  @Activate
  public RoleChangeListener(
      @Reference RoleGraphAndHoldingsCache index,
      @Reference RbacRoleAssignmentService assignments) {
    this.index = index;
    this.assignments = assignments;
  }

  @Override
  public void onEvent(DomainEvent event) {
    switch (event.type()) {
      case DomainEvent.ROLES_CHANGED ->
          RoleHolderTypes.parse(event.id())
              .ifPresentOrElse(
                  subject -> index.invalidateAssignments(event.tenantId(), subject),
                  () -> index.invalidateRoles(event.tenantId()));
      case DomainEvent.SUBJECT_DELETED ->
          RoleHolderTypes.parse(event.id())
              .ifPresent(subject -> assignments.revokeAll(event.tenantId(), subject));
      default -> {}
    }
  }
}
