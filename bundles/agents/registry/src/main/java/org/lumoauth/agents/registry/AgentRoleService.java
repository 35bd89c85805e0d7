package org.lumoauth.agents.registry;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.authz.RoleAssignmentService;
import org.lumoauth.api.authz.RoleRef;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Roles of agents, where the module that keeps roles is installed. */
@Component(service = AgentRoleService.class)
public final class AgentRoleService {

  private static final String MODULE = "authz-rbac";
  private static final int MAX_ROLES = 100;

  // Comes and goes with its module, so it is no constructor parameter.
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile RoleAssignmentService assignments;

  /**
   * Makes sure that the roles can be assigned.
   *
   * @throws ApiException 422 for an unknown role, 503 {@code module_unavailable} if any are asked
   *     for and their module is absent
   */
  void check(TenantContext tenant, List<String> roles) {
    if (roles.isEmpty()) {
      return;
    }
    if (roles.size() > MAX_ROLES) {
      throw ApiException.invalid("roles", "At most " + MAX_ROLES + " roles can be given at once.");
    }
    var present = required();
    for (String role : roles) {
      if (role == null || role.isBlank() || present.find(tenant, role).isEmpty()) {
        throw ApiException.invalid("roles", "One of these roles does not exist here.");
      }
    }
  }

  void assign(TenantContext tenant, SubjectRef agent, List<String> roles) {
    if (!roles.isEmpty()) {
      required().assign(tenant, agent, roles);
    }
  }

  void replace(TenantContext tenant, SubjectRef agent, List<String> roles) {
    required().replace(tenant, agent, roles);
  }

  /**
   * Whether an agent has other roles than these.
   *
   * @param wanted ids or slugs
   * @throws ApiException 503 {@code module_unavailable} if nobody can tell
   */
  boolean differ(TenantContext tenant, SubjectRef agent, List<String> wanted) {
    var present = required();
    var held = new HashSet<>(present.rolesOf(tenant, agent));
    var named = new HashSet<RoleRef>();
    for (String role : wanted) {
      var found = held.stream().filter(has -> isNamed(has, role)).findFirst();
      if (found.isEmpty()) {
        return true;
      }
      named.add(found.get());
    }
    return !named.equals(held);
  }

  private static boolean isNamed(RoleRef role, String idOrSlug) {
    return role.id().equals(idOrSlug) || role.slug().equals(idOrSlug);
  }

  /** Takes every role away, where there are any. */
  void forget(TenantContext tenant, SubjectRef agent) {
    var present = assignments;
    if (present != null) {
      present.revokeAll(tenant, agent);
    }
  }

  /** Whether anybody can tell what roles there are. */
  boolean isPresent() {
    return assignments != null;
  }

  /** Slugs of the roles of each agent; none where the module is absent. */
  Map<SubjectRef, List<RoleRef>> of(TenantContext tenant, List<SubjectRef> agents) {
    var present = assignments;
    return present == null ? Map.of() : present.rolesOf(tenant, agents);
  }

  private RoleAssignmentService required() {
    var present = assignments;
    if (present == null) {
      throw ApiException.moduleUnavailable(MODULE);
    }
    return present;
  }
}
