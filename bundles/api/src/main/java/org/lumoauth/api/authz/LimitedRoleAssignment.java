package org.lumoauth.api.authz;

import java.time.Instant;
import org.lumoauth.api.directory.SubjectRef;

/**
 * A role that a subject holds within limits.
 *
 * @param id {@code ras_} and a ULID
 * @param subject who holds it
 * @param role the role
 * @param limits where and when it counts
 * @param createdAt when it was given
 */
public record LimitedRoleAssignment(
    String id, SubjectRef subject, RoleRef role, RoleLimits limits, Instant createdAt) {}
