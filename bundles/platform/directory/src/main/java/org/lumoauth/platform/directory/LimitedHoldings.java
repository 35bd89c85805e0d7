package org.lumoauth.platform.directory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.authz.LimitedRole;
import org.lumoauth.api.authz.LimitedRoles;
import org.lumoauth.api.authz.RoleLimits;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Gives roles within limits to users and groups and takes them away. The module of roles keeps
 * them; who gave which is recorded here, durably, before the change is answered.
 */
@Component(service = LimitedHoldings.class)
public final class LimitedHoldings {
  private final DirectoryNeighbours neighbours;
  private final DirectoryJournal journal;

  @Activate
  public LimitedHoldings(
      @Reference DirectoryNeighbours neighbours, @Reference DirectoryJournal journal) {
    this.neighbours = neighbours;
    this.journal = journal;
  }

  /** Whether an id in a path means an assignment within limits. */
  public static boolean names(String id) {
    return id.startsWith(LimitedRoles.ID_PREFIX);
  }

  /** What the holder holds within limits; nothing without the module of roles. */
  public List<LimitedRole> of(TenantContext tenant, Holder holder) {
    return neighbours
        .limitedRolesIfAny()
        .map(roles -> roles.of(tenant, holder.subject()))
        .orElse(List.of());
  }

  /**
   * Gives roles within the same limits.
   *
   * @param roles ids or slugs
   * @throws Problem 404 for an unknown role, 422 for limits that make no sense, 503 without the
   *     module of roles
   */
  public List<LimitedRole> give(
      TenantContext tenant,
      Holder holder,
      Collection<String> roles,
      RoleLimits limits,
      Initiator by) {
    var keeper = neighbours.limitedRoles();
    var all = neighbours.roles();
    for (String role : roles) {
      if (all.find(tenant, role).isEmpty()) {
        throw Problem.notFound("There is no role " + role + " here.");
      }
    }
    var given = new ArrayList<LimitedRole>();
    for (String role : roles) {
      var held = keeper.give(tenant, holder.subject(), role, limits);
      record(tenant, holder, ".role.assigned", "A role was given within limits.", held, by);
      given.add(held);
    }
    return given;
  }

  /**
   * Takes one away.
   *
   * @throws Problem 404 if the holder has no such assignment
   */
  public void take(TenantContext tenant, Holder holder, String id, Initiator by) {
    var taken =
        neighbours
            .limitedRoles()
            .take(tenant, holder.subject(), id)
            .orElseThrow(() -> Problem.notFound("There is no such assignment of a role here."));
    record(tenant, holder, ".role.removed", "A role within limits was taken away.", taken, by);
  }

  private void record(
      TenantContext tenant,
      Holder holder,
      String action,
      String message,
      LimitedRole held,
      Initiator by) {
    journal.record(
        tenant, holder.target().type() + action, holder.target(), message, by, details(held));
  }

  private static Map<String, Object> details(LimitedRole held) {
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
