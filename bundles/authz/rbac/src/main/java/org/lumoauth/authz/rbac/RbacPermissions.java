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
import org.lumoauth.authz.rbac.graph.Grant;
import org.lumoauth.authz.rbac.graph.Holding;
import org.lumoauth.authz.rbac.graph.RoleIndex;
import org.lumoauth.authz.rbac.store.StoredPermission;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lists what a subject holds, each permission once for every grant and role it comes from. */
@Component(property = {"lumoauth.kind=subject-permissions", "lumoauth.name=rbac"})
public final class RbacPermissions implements SubjectPermissions {

  private static final String DIRECT = "direct";

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
    var found = new ArrayList<EffectivePermission>();
    collect(index.holding(tenant.id(), subject), DIRECT, found);
    if (subject.type().equals(SubjectRef.USER)) {
      for (String groupId : users.groupsOf(tenant, subject.id())) {
        var group = new SubjectRef(SubjectRef.GROUP, groupId);
        collect(index.holding(tenant.id(), group), "group:" + groupId, found);
      }
    }
    return found.stream()
        .distinct()
        .sorted(
            Comparator.comparing(EffectivePermission::slug)
                .thenComparing(EffectivePermission::source))
        .toList();
  }

  private static void collect(Holding holding, String source, List<EffectivePermission> found) {
    for (StoredPermission each : holding.permissions()) {
      found.add(new EffectivePermission(each.slug(), each.description(), source));
    }
    for (CompiledRole role : holding.roles()) {
      var from = "role:" + role.ref().name();
      for (Grant grant : role.grants().values()) {
        found.add(new EffectivePermission(grant.slug(), grant.description(), from));
      }
    }
  }
}
