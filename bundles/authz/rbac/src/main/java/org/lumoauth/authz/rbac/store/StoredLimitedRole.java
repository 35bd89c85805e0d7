package org.lumoauth.authz.rbac.store;

import java.time.Instant;
import org.lumoauth.api.authz.RoleLimits;
import org.lumoauth.api.directory.SubjectRef;

/**
 * A role that a subject holds within limits, as it is kept.
 *
 * @param id {@code ras_} and a ULID
 * @param subject who holds it
 * @param roleId the role
 * @param limits where and when it counts
 * @param createdAt when it was given
 */
public record StoredLimitedRole(
    String id, SubjectRef subject, String roleId, RoleLimits limits, Instant createdAt) {}
