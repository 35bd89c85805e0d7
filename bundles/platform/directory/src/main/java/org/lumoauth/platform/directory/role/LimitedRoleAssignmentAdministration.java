/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.role;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.authz.LimitedRoleAssignment;
import org.lumoauth.api.authz.LimitedRoleAssignmentService;
import org.lumoauth.api.authz.RoleAssignmentLimits;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.directory.DirectoryChangePublisher;
import org.lumoauth.platform.directory.DirectoryServiceLookup;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Assigns roles with limits to users and groups, and revokes them. The roles module stores the
 * assignments. The audit event is durable before the response.
 */
@Component(service = LimitedRoleAssignmentAdministration.class)
public final class LimitedRoleAssignmentAdministration {
  private final DirectoryServiceLookup neighbours;
  private final DirectoryChangePublisher journal;

  @Activate
  public LimitedRoleAssignmentAdministration(
      @Reference DirectoryServiceLookup neighbours, @Reference DirectoryChangePublisher journal) {
    this.neighbours = neighbours;
    this.journal = journal;
  }

  /** Returns whether an id in a path identifies a limited assignment. */
  public static boolean isLimitedAssignmentId(String id) {
    return id.startsWith(LimitedRoleAssignmentService.ID_PREFIX);
  }

  /** Returns the limited role assignments of the user or group; empty without the roles module. */
  public List<LimitedRoleAssignment> list(TenantContext tenant, PrivilegeHolder holder) {
    return neighbours
        .limitedRolesIfAny()
        .map(roles -> roles.listAssignments(tenant, holder.subject()))
        .orElse(List.of());
  }

  /**
   * Assigns roles, all with the same limits.
   *
   * @param roles ids or slugs
   * @throws ApiException 404 for an unknown role, 422 for inconsistent limits, 503 without the
   *     roles module
   */
  public List<LimitedRoleAssignment> assign(
      TenantContext tenant,
      PrivilegeHolder holder,
      Collection<String> roles,
      RoleAssignmentLimits limits,
      AuditInitiator by) {
    var keeper = neighbours.limitedRoles();
    var all = neighbours.roles();
    for (String role : roles) {
      if (all.find(tenant, role).isEmpty()) {
        throw ApiException.notFound("The role " + role + " does not exist in this tenant.");
      }
    }
    var given = new ArrayList<LimitedRoleAssignment>();
    for (String role : roles) {
      var held = keeper.assign(tenant, holder.subject(), role, limits);
      record(tenant, holder, ".role.assigned", "A limited role was assigned.", held, by);
      given.add(held);
    }
    return given;
  }

  /**
   * Revokes a limited assignment.
   *
   * @throws ApiException 404 if the user or group has no such assignment
   */
  public void revoke(TenantContext tenant, PrivilegeHolder holder, String id, AuditInitiator by) {
    var taken =
        neighbours
            .limitedRoles()
            .revoke(tenant, holder.subject(), id)
            .orElseThrow(
                () -> ApiException.notFound("The role assignment does not exist in this tenant."));
    record(tenant, holder, ".role.removed", "A limited role was revoked.", taken, by);
  }

  private void record(
      TenantContext tenant,
      PrivilegeHolder holder,
      String action,
      String message,
      LimitedRoleAssignment held,
      AuditInitiator by) {
    journal.record(
        tenant, holder.target().type() + action, holder.target(), message, by, details(held));
  }

  private static Map<String, Object> details(LimitedRoleAssignment held) {
    var details = new HashMap<String, Object>();
    details.put("roles", List.of(held.role().id()));
    details.put("slugs", List.of(held.role().slug()));
    details.put("assignmentId", held.id());
    var limits = held.limits();
    limits.resourceType().ifPresent(type -> details.put("resourceType", type));
    limits.resourceId().ifPresent(id -> details.put("resourceId", id));
    limits.organizationId().ifPresent(id -> details.put("organizationId", id));
    limits.notBefore().ifPresent(time -> details.put("notBefore", time.toString()));
    limits.expiresAt().ifPresent(time -> details.put("expiresAt", time.toString()));
    return details;
  }
}
