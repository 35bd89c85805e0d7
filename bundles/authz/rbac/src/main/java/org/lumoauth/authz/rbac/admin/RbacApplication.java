/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac.admin;

import java.util.Set;
import javax.ws.rs.core.Application;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.directory.SubjectDirectory;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.authz.rbac.RbacLimitedRoleAssignmentService;
import org.lumoauth.authz.rbac.RbacRoleAssignmentService;
import org.lumoauth.authz.rbac.store.RbacPersistenceUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Registers the REST resources of roles and permissions. */
@Component(
    service = Application.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=authz-rbac",
      "lumoauth.web.routes=~/admin/roles",
      "lumoauth.web.routes=~/admin/permissions"
    })
public final class RbacApplication extends Application {

  private final Set<Object> resources;

  @Activate
  public RbacApplication(
      @Reference RbacPersistenceUnit unit,
      @Reference RoleService roles,
      @Reference PermissionService permissions,
      @Reference RbacRoleAssignmentService assignments,
      @Reference RbacLimitedRoleAssignmentService limited,
      @Reference SubjectDirectory subjects,
      @Reference UserDirectory users,
      @Reference AuditLog log) {
    var audit = new RbacAudit(log);
    var records = new RoleAuditRecorder(audit);
    var members = new RoleMemberLookup(unit, users);
    this.resources =
        Set.of(
            new RolesResource(roles, records),
            new RolePermissionsResource(roles, records),
            new RoleUsersResource(members, assignments, limited, users, records),
            new LimitedRoleAssignmentsResource(members, limited, subjects, records),
            new PermissionsResource(permissions, audit));
  }

  @Override
  public Set<Object> getSingletons() {
    return resources;
  }
}
