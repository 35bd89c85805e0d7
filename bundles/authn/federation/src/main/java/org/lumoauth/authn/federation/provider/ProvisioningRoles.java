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

/** Roles for people who come for the first time. The module of roles may be absent. */
@Component(service = ProvisioningRoles.class)
public class ProvisioningRoles {

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  public volatile RoleAssignmentService assignments;

  /**
   * The ids of roles that are named by id or slug.
   *
   * @throws ApiException 422 {@code validation_error} for one that is not there
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
                                SocialProviderForm.ROLES, "There is no role " + name + ".")))
        .distinct()
        .toList();
  }

  /** The roles with these ids; those that are gone are left out. */
  public List<RoleRef> refs(TenantContext tenant, List<String> ids) {
    return ids.stream().flatMap(id -> find(tenant, id).stream()).toList();
  }

  /** Their names in paths, sorted; empty while nobody knows them. */
  public Optional<List<String>> slugs(TenantContext tenant, List<String> ids) {
    return assignments == null
        ? Optional.empty()
        : Optional.of(refs(tenant, ids).stream().map(RoleRef::slug).sorted().toList());
  }

  /**
   * What gives them to a user; those that are gone are left out.
   *
   * @throws ApiException 503 {@code module_unavailable} if there are some, and the module is absent
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
