package org.lumoauth.platform.directory;

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
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Gives roles to users and groups and takes them away. The module of roles keeps them; who gave
 * which is recorded here, durably, before the change is answered.
 */
@Component(service = RoleAssignmentAdministration.class)
public final class RoleAssignmentAdministration {
  private final DirectoryOptionalServices neighbours;
  private final DirectoryChangeRecorder journal;

  @Activate
  public RoleAssignmentAdministration(
      @Reference DirectoryOptionalServices neighbours, @Reference DirectoryChangeRecorder journal) {
    this.neighbours = neighbours;
    this.journal = journal;
  }

  /**
   * Refuses roles that there are not, as a change that names them would.
   *
   * @param roles ids or slugs
   * @throws ApiException 404 for an unknown role, 503 without the module of roles
   */
  public void requireKnown(TenantContext tenant, Collection<String> roles) {
    known(neighbours.roles(), tenant, roles);
  }

  /**
   * Adds roles.
   *
   * @param roles ids or slugs
   * @throws ApiException 404 for an unknown role, 503 without the module of roles
   */
  public void assign(
      TenantContext tenant, PrivilegeHolder holder, Collection<String> roles, AuditInitiator by) {
    var keeper = neighbours.roles();
    var given = known(keeper, tenant, roles);
    var before = held(keeper, tenant, holder);
    keeper.assign(tenant, holder.subject(), ids(given));
    var after = new LinkedHashSet<>(before);
    after.addAll(given);
    // Also what was held already: somebody else may have taken it away since we looked.
    record(tenant, holder, RoleAssignmentChange.ASSIGNED, given, before, after, by);
  }

  /** Makes these the roles. Writes of what was given and of what was taken away, each by itself. */
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

  /** Takes a role away. */
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
              .orElseThrow(() -> ApiException.notFound("There is no role " + role + " here.")));
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
    ASSIGNED(".role.assigned", "Roles were given."),
    REMOVED(".role.removed", "Roles were taken away.");

    private final String action;
    private final String message;

    RoleAssignmentChange(String action, String message) {
      this.action = action;
      this.message = message;
    }
  }
}
