/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.lumoauth.api.authz.AccessSearchCandidateProvider;
import org.lumoauth.api.authz.RoleAssignmentLimits;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.authz.rbac.graph.LimitedCompiledRole;
import org.lumoauth.authz.rbac.graph.RoleGraphAndHoldingsCache;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Lists the resources in the limits of a subject's roles. A role without limits applies to every
 * resource, and this module has no list of those.
 */
@Component(property = {"lumoauth.kind=search-candidates", "lumoauth.name=rbac"})
public final class RbacSearchCandidateProvider implements AccessSearchCandidateProvider {

  private final RoleGraphAndHoldingsCache index;
  private final UserDirectory users;

  @Activate
  public RbacSearchCandidateProvider(
      @Reference RoleGraphAndHoldingsCache index, @Reference UserDirectory users) {
    this.index = index;
    this.users = users;
  }

  @Override
  public List<String> resources(
      TenantContext tenant, SubjectRef subject, String type, Optional<String> after, int limit) {
    if (!RoleHolderTypes.canHoldRoles(subject.type())) {
      return List.of();
    }
    var ids = new TreeSet<String>();
    for (SubjectRef holder : holders(tenant, subject)) {
      for (LimitedCompiledRole each : index.holding(tenant.id(), holder).limited()) {
        named(each.limits(), type).ifPresent(ids::add);
      }
    }
    return ids.tailSet(after.orElse(""), false).stream().limit(limit).toList();
  }

  private List<SubjectRef> holders(TenantContext tenant, SubjectRef subject) {
    var holders = new ArrayList<SubjectRef>(List.of(subject));
    if (subject.type().equals(SubjectRef.USER)) {
      users
          .groupsOf(tenant, subject.id())
          .forEach(group -> holders.add(new SubjectRef(SubjectRef.GROUP, group)));
    }
    return holders;
  }

  /** Returns the resource of the type in the limits. */
  private static Optional<String> named(RoleAssignmentLimits limits, String type) {
    if (limits.resourceType().filter(type::equals).isPresent() && limits.resourceId().isPresent()) {
      return limits.resourceId();
    }
    return type.equals(RoleAssignmentLimits.ORGANIZATION)
        ? limits.organizationId()
        : Optional.empty();
  }
}
