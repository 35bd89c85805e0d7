/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.authz;

import java.time.Instant;
import org.lumoauth.api.directory.SubjectRef;

/**
 * A role assignment with limits.
 *
 * @param id {@code ras_} and a ULID
 * @param subject the subject with the role
 * @param role the role
 * @param limits where and when the role applies
 * @param createdAt when it was assigned
 */
public record LimitedRoleAssignment(
    String id, SubjectRef subject, RoleRef role, RoleAssignmentLimits limits, Instant createdAt) {}
