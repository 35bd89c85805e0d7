/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.lumoauth.api.authz.LimitedRoleAssignment;
import org.lumoauth.api.authz.LimitedRoleAssignmentService;
import org.lumoauth.api.authz.RoleAssignmentLimits;
import org.lumoauth.api.authz.RoleRef;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;

/** One limited role assignment of one subject. */
record SingleLimitedRoleService(SubjectRef holder, RoleAssignmentLimits limits)
    implements LimitedRoleAssignmentService {

  @Override
  public List<LimitedRoleAssignment> listAssignments(TenantContext tenant, SubjectRef subject) {
    return subject.equals(holder)
        ? List.of(
            new LimitedRoleAssignment(
                "ras_1", holder, new RoleRef("rol_1", "Editor", "editor"), limits, Instant.EPOCH))
        : List.of();
  }

  @Override
  public LimitedRoleAssignment assign(
      TenantContext tenant, SubjectRef subject, String role, RoleAssignmentLimits wanted) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<LimitedRoleAssignment> revoke(
      TenantContext tenant, SubjectRef subject, String id) {
    throw new UnsupportedOperationException();
  }
}
