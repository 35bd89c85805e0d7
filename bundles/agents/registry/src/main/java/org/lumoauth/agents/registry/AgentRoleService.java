/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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

/** Manages the roles of agents if the role module is installed. */
@Component(service = AgentRoleService.class)
public final class AgentRoleService {

  private static final String MODULE = "authz-rbac";
  private static final int MAX_ROLES = 100;

  // A dynamic optional service, so it cannot be a constructor parameter.
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  public volatile @Nullable RoleAssignmentService assignments;

  /**
   * Validates that the roles can be assigned.
   *
   * @throws ApiException 422 for an unknown role, 503 {@code module_unavailable} if roles are given
   *     but the role module is absent
   */
  void check(TenantContext tenant, List<String> roles) {
    if (roles.isEmpty()) {
      return;
    }
    if (roles.size() > MAX_ROLES) {
      throw ApiException.invalid("roles", "roles must have at most " + MAX_ROLES + " items.");
    }
    var present = required();
    for (String role : roles) {
      if (role == null || role.isBlank() || present.find(tenant, role).isEmpty()) {
        throw ApiException.invalid(
            "roles", "roles must contain only names or ids of roles of this tenant.");
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
   * Whether an agent's roles differ from these.
   *
   * @param wanted ids or slugs
   * @throws ApiException 503 {@code module_unavailable} if the role module is absent
   */
  public boolean differ(TenantContext tenant, SubjectRef agent, List<String> wanted) {
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

  /** Removes all roles of the agent. */
  void forget(TenantContext tenant, SubjectRef agent) {
    var present = assignments;
    if (present != null) {
      present.revokeAll(tenant, agent);
    }
  }

  /** Whether the role module is available. */
  public boolean isPresent() {
    return assignments != null;
  }

  /** Returns the roles of each agent; no roles if the role module is absent. */
  public Map<SubjectRef, List<RoleRef>> of(TenantContext tenant, List<SubjectRef> agents) {
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
