/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.authz;

import java.util.List;
import java.util.Optional;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Manages roles of users, groups and agents that are limited by resource or time, in addition to
 * those of {@link RoleAssignmentService}. Replacing or revoking a subject's roles there also
 * removes these assignments. Errors are {@link org.lumoauth.api.web.ApiException}s: 404 {@code
 * resource_not_found} for an unknown role, 422 {@code validation_error} for invalid limits.
 */
@ProviderType
public interface LimitedRoleAssignmentService {

  /** The prefix of the ids of these assignments. */
  String ID_PREFIX = "ras_";

  /**
   * Returns the subject's direct assignments with limits, including expired and future ones, oldest
   * first.
   */
  List<LimitedRoleAssignment> listAssignments(TenantContext tenant, SubjectRef subject);

  /**
   * Assigns a role with limits. If the role is already assigned for the same resources, its times
   * are replaced.
   */
  LimitedRoleAssignment assign(
      TenantContext tenant, SubjectRef subject, String role, RoleAssignmentLimits limits);

  /** Revokes an assignment of the subject and returns it; empty if it does not exist. */
  Optional<LimitedRoleAssignment> revoke(TenantContext tenant, SubjectRef subject, String id);
}
