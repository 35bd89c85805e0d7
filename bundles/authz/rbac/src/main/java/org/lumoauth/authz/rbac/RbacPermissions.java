package org.lumoauth.authz.rbac;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.lumoauth.api.authz.EffectivePermission;
import org.lumoauth.api.authz.SubjectPermissions;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.authz.rbac.graph.CompiledRole;
import org.lumoauth.authz.rbac.graph.RoleIndex;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lists what a subject's roles give, each permission once for every role that it comes from. */
@Component(property = {"lumoauth.kind=subject-permissions", "lumoauth.name=rbac"})
public final class RbacPermissions implements SubjectPermissions {

  private final RoleIndex index;
  private final UserDirectory users;

  @Activate
  public RbacPermissions(@Reference RoleIndex index, @Reference UserDirectory users) {
    this.index = index;
    this.users = users;
  }

  @Override
  public List<EffectivePermission> permissions(TenantContext tenant, SubjectRef subject) {
    if (!Holders.canHoldRoles(subject.type())) {
      return List.of();
    }
    var roles = new ArrayList<>(index.rolesOf(tenant.id(), subject));
    if (subject.type().equals(SubjectRef.USER)) {
      for (String groupId : users.groupsOf(tenant, subject.id())) {
        roles.addAll(index.rolesOf(tenant.id(), new SubjectRef(SubjectRef.GROUP, groupId)));
      }
    }
    return roles.stream()
        .flatMap(role -> given(role).stream())
        .distinct()
        .sorted(
            Comparator.comparing(EffectivePermission::slug)
                .thenComparing(EffectivePermission::source))
        .toList();
  }

  private static List<EffectivePermission> given(CompiledRole role) {
    var source = "role:" + role.ref().name();
    return role.grants().values().stream()
        .map(grant -> new EffectivePermission(grant.slug(), grant.description(), source))
        .toList();
  }
}
