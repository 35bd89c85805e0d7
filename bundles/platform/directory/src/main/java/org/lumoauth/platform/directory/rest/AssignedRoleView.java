/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.lumoauth.api.authz.LimitedRoleAssignment;
import org.lumoauth.api.authz.RoleRef;

/**
 * An assigned role: {@code RoleRefDesc}, with its limits if it has any.
 *
 * @param assignmentId the id of the assignment, if it has limits
 * @param status {@code active}, {@code pending} before its start, {@code expired} after its end
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AssignedRoleView(
    String id,
    String name,
    String slug,
    String description,
    String assignmentId,
    String resourceType,
    String resourceId,
    String organizationId,
    Instant notBefore,
    Instant expiresAt,
    String status) {

  static List<AssignedRoleView> of(List<RoleRef> roles, List<LimitedRoleAssignment> limited) {
    var now = Instant.now();
    return Stream.concat(
            roles.stream().map(AssignedRoleView::of), limited.stream().map(each -> of(each, now)))
        .toList();
  }

  private static AssignedRoleView of(RoleRef role) {
    return new AssignedRoleView(
        role.id(),
        role.name(),
        role.slug(),
        role.description().orElse(null),
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  private static AssignedRoleView of(LimitedRoleAssignment held, Instant now) {
    var limits = held.limits();
    return new AssignedRoleView(
        held.role().id(),
        held.role().name(),
        held.role().slug(),
        held.role().description().orElse(null),
        held.id(),
        limits.resourceType().orElse(null),
        limits.resourceId().orElse(null),
        limits.organizationId().orElse(null),
        limits.notBefore().orElse(null),
        limits.expiresAt().orElse(null),
        limits.status(now));
  }
}
