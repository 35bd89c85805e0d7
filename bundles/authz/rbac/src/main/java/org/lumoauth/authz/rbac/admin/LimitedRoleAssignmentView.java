/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.lumoauth.api.authz.LimitedRoleAssignment;
import org.lumoauth.api.authz.RoleRef;

/**
 * A role assignment with limits, on the wire.
 *
 * @param status {@code active}, {@code pending} before its start, {@code expired} after its end
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LimitedRoleAssignmentView(
    String id,
    RoleHolderBody subject,
    RoleRef role,
    String resourceType,
    String resourceId,
    String organizationId,
    Instant notBefore,
    Instant expiresAt,
    String status,
    Instant createdAt) {

  /** The user or group that the role is assigned to. */
  public record RoleHolderBody(String type, String id) {}

  static LimitedRoleAssignmentView of(LimitedRoleAssignment held, Instant now) {
    var limits = held.limits();
    return new LimitedRoleAssignmentView(
        held.id(),
        new RoleHolderBody(held.subject().type(), held.subject().id()),
        held.role(),
        limits.resourceType().orElse(null),
        limits.resourceId().orElse(null),
        limits.organizationId().orElse(null),
        limits.notBefore().orElse(null),
        limits.expiresAt().orElse(null),
        limits.status(now),
        held.createdAt());
  }
}
