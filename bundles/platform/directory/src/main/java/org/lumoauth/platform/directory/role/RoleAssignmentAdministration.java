/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.role;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.authz.RoleAssignmentService;
import org.lumoauth.api.authz.RoleRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.directory.DirectoryChangePublisher;
import org.lumoauth.platform.directory.DirectoryServiceLookup;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Assigns roles to users and groups and revokes them. The roles module stores the assignments. The
 * audit event is durable before the response.
 */
@Component(service = RoleAssignmentAdministration.class)
public final class RoleAssignmentAdministration {
  private final DirectoryServiceLookup neighbours;
  private final DirectoryChangePublisher journal;

  @Activate
  public RoleAssignmentAdministration(
      @Reference DirectoryServiceLookup neighbours, @Reference DirectoryChangePublisher journal) {
    this.neighbours = neighbours;
    this.journal = journal;
  }

  /**
   * Checks that all roles exist, as an assignment would.
   *
   * @param roles ids or slugs
   * @throws ApiException 404 for an unknown role, 503 without the roles module
   */
  public void requireKnown(TenantContext tenant, Collection<String> roles) {
    known(neighbours.roles(), tenant, roles);
  }

  /**
   * Assigns roles.
   *
   * @param roles ids or slugs
   * @throws ApiException 404 for an unknown role, 503 without the roles module
   */
  public void assign(
      TenantContext tenant, PrivilegeHolder holder, Collection<String> roles, AuditInitiator by) {
    var keeper = neighbours.roles();
    var given = known(keeper, tenant, roles);
    var before = held(keeper, tenant, holder);
    keeper.assign(tenant, holder.subject(), ids(given));
    var after = new LinkedHashSet<>(before);
    after.addAll(given);
    // Includes roles already assigned: a concurrent request may have revoked them since the check.
    record(tenant, holder, RoleAssignmentChange.ASSIGNED, given, before, after, by);
  }

  /** Replaces the roles. Records assignments and revocations as separate events. */
  public void replace(
      TenantContext tenant, PrivilegeHolder holder, Collection<String> roles, AuditInitiator by) {
    var keeper = neighbours.roles();
    var wanted = known(keeper, tenant, roles);
    var before = held(keeper, tenant, holder);
    keeper.replace(tenant, holder.subject(), ids(wanted));
    record(
        tenant, holder, RoleAssignmentChange.REMOVED, without(before, wanted), before, wanted, by);
    record(
        tenant, holder, RoleAssignmentChange.ASSIGNED, without(wanted, before), before, wanted, by);
  }

  /** Revokes a role. */
  public void revoke(TenantContext tenant, PrivilegeHolder holder, String role, AuditInitiator by) {
    var keeper = neighbours.roles();
    var taken = known(keeper, tenant, List.of(role));
    var before = held(keeper, tenant, holder);
    keeper.revoke(tenant, holder.subject(), role);
    record(tenant, holder, RoleAssignmentChange.REMOVED, taken, before, without(before, taken), by);
  }

  private void record(
      TenantContext tenant,
      PrivilegeHolder holder,
      RoleAssignmentChange change,
      Set<RoleRef> roles,
      Set<RoleRef> before,
      Set<RoleRef> after,
      AuditInitiator by) {
    if (roles.isEmpty()) {
      return;
    }
    var details =
        Map.<String, Object>of(
            "roles", ids(roles), "slugs", slugs(roles), "old", slugs(before), "new", slugs(after));
    var action = holder.target().type() + change.action;
    journal.record(tenant, action, holder.target(), change.message, by, details);
  }

  private static Set<RoleRef> known(
      RoleAssignmentService keeper, TenantContext tenant, Collection<String> roles) {
    var found = new LinkedHashSet<RoleRef>();
    for (String role : roles) {
      found.add(
          keeper
              .find(tenant, role)
              .orElseThrow(
                  () ->
                      ApiException.notFound(
                          "The role " + role + " does not exist in this tenant.")));
    }
    return found;
  }

  private static Set<RoleRef> held(
      RoleAssignmentService keeper, TenantContext tenant, PrivilegeHolder holder) {
    return new LinkedHashSet<>(keeper.rolesOf(tenant, holder.subject()));
  }

  private static Set<RoleRef> without(Set<RoleRef> some, Set<RoleRef> others) {
    var rest = new LinkedHashSet<>(some);
    rest.removeAll(others);
    return rest;
  }

  private static List<String> ids(Set<RoleRef> roles) {
    return roles.stream().map(RoleRef::id).toList();
  }

  private static List<String> slugs(Set<RoleRef> roles) {
    return roles.stream().map(RoleRef::slug).sorted().toList();
  }

  private enum RoleAssignmentChange {
    ASSIGNED(".role.assigned", "Roles were assigned."),
    REMOVED(".role.removed", "Roles were revoked.");

    private final String action;
    private final String message;

    RoleAssignmentChange(String action, String message) {
      this.action = action;
      this.message = message;
    }
  }
}
