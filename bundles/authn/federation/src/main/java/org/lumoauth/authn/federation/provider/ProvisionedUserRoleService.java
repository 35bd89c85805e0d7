/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federation.provider;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
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

/** Roles for users created at their first sign-in. The roles module is optional. */
@Component(service = ProvisionedUserRoleService.class)
public class ProvisionedUserRoleService {

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  public volatile RoleAssignmentService assignments;

  /**
   * Returns the ids of roles named by id or slug.
   *
   * @throws ApiException 422 {@code validation_error} for an unknown role
   */
  List<String> ids(TenantContext tenant, List<String> names) {
    return names.stream()
        .map(
            name ->
                find(tenant, name)
                    .map(RoleRef::id)
                    .orElseThrow(
                        () ->
                            ApiException.invalid(
                                SocialProviderRequestParser.ROLES,
                                "The role " + name + " does not exist.")))
        .distinct()
        .toList();
  }

  /** Returns the roles with these ids. Deleted roles are omitted. */
  public List<RoleRef> refs(TenantContext tenant, List<String> ids) {
    return ids.stream().flatMap(id -> find(tenant, id).stream()).toList();
  }

  /** Returns the slugs of the roles, sorted; empty if the roles module is unavailable. */
  public Optional<List<String>> slugs(TenantContext tenant, List<String> ids) {
    return assignments == null
        ? Optional.empty()
        : Optional.of(refs(tenant, ids).stream().map(RoleRef::slug).sorted().toList());
  }

  /**
   * Returns a function that assigns the roles to a user. Deleted roles are omitted.
   *
   * @throws ApiException 503 {@code module_unavailable} if there are roles and the module is absent
   */
  public Consumer<SubjectRef> roleAssigner(TenantContext tenant, List<String> ids) {
    if (ids.isEmpty()) {
      return user -> {};
    }
    var all = assignments;
    if (all == null) {
      throw ApiException.moduleUnavailable("authz-rbac");
    }
    return user -> {
      var there = ids.stream().flatMap(id -> all.find(tenant, id).stream()).map(RoleRef::id);
      var some = there.toList();
      if (!some.isEmpty()) {
        all.assign(tenant, user, some);
      }
    };
  }

  private Optional<RoleRef> find(TenantContext tenant, String name) {
    var all = assignments;
    return all == null ? Optional.empty() : all.find(tenant, name);
  }
}
