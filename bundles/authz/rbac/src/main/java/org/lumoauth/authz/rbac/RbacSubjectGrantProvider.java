/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac;

import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import org.lumoauth.api.authz.SubjectGrantProvider;
import org.lumoauth.api.authz.SubjectGrants;
import org.lumoauth.api.authz.SystemPermissions;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.authz.rbac.graph.CompiledRole;
import org.lumoauth.authz.rbac.graph.RoleGraphAndHoldingsCache;
import org.lumoauth.authz.rbac.graph.SubjectHoldings;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Reports every permission of a subject and of a user's groups: granted directly, by a role, and by
 * a role with limits that has not expired.
 */
@Component(property = {"lumoauth.kind=subject-grants", "lumoauth.name=rbac"})
public final class RbacSubjectGrantProvider implements SubjectGrantProvider {

  private static final String USERS_READ = "users" + SystemPermissions.READ;
  private static final String ROLES_READ = "roles" + SystemPermissions.READ;

  private final RoleGraphAndHoldingsCache index;
  private final UserDirectory users;
  private final InstantSource clock;

  @Activate
  public RbacSubjectGrantProvider(
      @Reference RoleGraphAndHoldingsCache index,
      @Reference UserDirectory users,
      @Reference InstantSource clock) {
    this.index = index;
    this.users = users;
    this.clock = clock;
  }

  @Override
  public SubjectGrants grants(TenantContext tenant, SubjectRef subject) {
    var granted = new HashSet<String>();
    boolean user = subject.type().equals(SubjectRef.USER);
    if (RoleHolderTypes.canHoldRoles(subject.type())) {
      collect(index.holding(tenant.id(), subject), granted);
    }
    if (user) {
      for (String groupId : users.groupsOf(tenant, subject.id())) {
        collect(index.holding(tenant.id(), new SubjectRef(SubjectRef.GROUP, groupId)), granted);
      }
    }
    return SubjectGrants.listed(granted, user ? USERS_READ : ROLES_READ);
  }

  private void collect(SubjectHoldings holding, Set<String> granted) {
    var now = clock.instant();
    holding.permissions().forEach(permission -> granted.add(permission.slug()));
    holding.roles().forEach(role -> collect(role, granted));
    holding.limited().stream()
        .filter(each -> each.limits().expiresAt().filter(end -> !now.isBefore(end)).isEmpty())
        .forEach(each -> collect(each.role(), granted));
  }

  private static void collect(CompiledRole role, Set<String> granted) {
    role.grants().values().forEach(grant -> granted.add(grant.permission().slug()));
  }
}
