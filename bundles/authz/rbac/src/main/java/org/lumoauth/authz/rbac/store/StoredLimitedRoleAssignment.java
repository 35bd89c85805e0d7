/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac.store;

import java.time.Instant;
import org.lumoauth.api.authz.RoleAssignmentLimits;
import org.lumoauth.api.directory.SubjectRef;

/**
 * A stored role assignment with limits.
 *
 * @param id {@code ras_} and a ULID
 * @param subject the subject
 * @param roleId the id of the role
 * @param limits the limits of the assignment
 * @param createdAt the creation time
 */
public record StoredLimitedRoleAssignment(
    String id, SubjectRef subject, String roleId, RoleAssignmentLimits limits, Instant createdAt) {}
