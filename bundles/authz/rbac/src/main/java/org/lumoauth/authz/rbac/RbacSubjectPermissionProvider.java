/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.lumoauth.api.authz.EffectivePermission;
import org.lumoauth.api.authz.Resource;
import org.lumoauth.api.authz.SubjectPermissionProvider;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.authz.rbac.graph.CompiledRole;
import org.lumoauth.authz.rbac.graph.LimitedCompiledRole;
import org.lumoauth.authz.rbac.graph.RoleGraphAndHoldingsCache;
import org.lumoauth.authz.rbac.graph.RolePermissionPath;
import org.lumoauth.authz.rbac.graph.SubjectHoldings;
import org.lumoauth.authz.rbac.store.StoredPermission;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lists the permissions of a subject, once for each direct grant and role. */
@Component(property = {"lumoauth.kind=subject-permissions", "lumoauth.name=rbac"})
public final class RbacSubjectPermissionProvider implements SubjectPermissionProvider {

  private static final String DIRECT = "direct";

  private final RoleGraphAndHoldingsCache index;
  private final UserDirectory users;
  private final InstantSource clock;

  @Activate
  public RbacSubjectPermissionProvider(
      @Reference RoleGraphAndHoldingsCache index,
      @Reference UserDirectory users,
      @Reference InstantSource clock) {
    this.index = index;
    this.users = users;
    this.clock = clock;
  }

  @Override
  public List<EffectivePermission> permissions(TenantContext tenant, SubjectRef subject) {
    return permissions(tenant, subject, Optional.empty());
  }

  @Override
  public List<EffectivePermission> permissions(
      TenantContext tenant, SubjectRef subject, Optional<Resource> resource) {
    if (!RoleHolderTypes.canHoldRoles(subject.type())) {
      return List.of();
    }
    var found = new ArrayList<EffectivePermission>();
    collect(index.holding(tenant.id(), subject), resource, DIRECT, found);
    if (subject.type().equals(SubjectRef.USER)) {
      for (String groupId : users.groupsOf(tenant, subject.id())) {
        var group = new SubjectRef(SubjectRef.GROUP, groupId);
        collect(index.holding(tenant.id(), group), resource, "group:" + groupId, found);
      }
    }
    return found.stream()
        .distinct()
        .sorted(
            Comparator.comparing(EffectivePermission::slug)
                .thenComparing(EffectivePermission::source))
        .toList();
  }

  private void collect(
      SubjectHoldings holding,
      Optional<Resource> resource,
      String source,
      List<EffectivePermission> found) {
    for (StoredPermission each : holding.permissions()) {
      found.add(permission(each, source));
    }
    holding.roles().forEach(role -> collect(role, found));
    for (LimitedCompiledRole each : holding.limited()) {
      if (each.limits().covers(resource) && each.limits().isActiveAt(clock.instant())) {
        collect(each.role(), found);
      }
    }
  }

  private static void collect(CompiledRole role, List<EffectivePermission> found) {
    var from = "role:" + role.ref().name();
    for (RolePermissionPath grant : role.grants().values()) {
      found.add(permission(grant.permission(), from));
    }
  }

  private static EffectivePermission permission(StoredPermission permission, String source) {
    return new EffectivePermission(
        permission.slug(),
        permission.description(),
        source,
        Optional.of(permission.id()),
        Optional.of(permission.name()));
  }
}
