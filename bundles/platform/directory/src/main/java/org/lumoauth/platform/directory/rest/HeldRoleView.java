package org.lumoauth.platform.directory.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.lumoauth.api.authz.LimitedRole;
import org.lumoauth.api.authz.RoleRef;

/**
 * A role that somebody holds: {@code RoleRefDesc}, and with limits what they are.
 *
 * @param assignmentId names the assignment, where there are limits
 * @param status {@code active}, {@code pending} before its time, {@code expired} after it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HeldRoleView(
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

  static List<HeldRoleView> of(List<RoleRef> roles, List<LimitedRole> limited) {
    var now = Instant.now();
    return Stream.concat(
            roles.stream().map(HeldRoleView::of), limited.stream().map(each -> of(each, now)))
        .toList();
  }

  private static HeldRoleView of(RoleRef role) {
    return new HeldRoleView(
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

  private static HeldRoleView of(LimitedRole held, Instant now) {
    var limits = held.limits();
    return new HeldRoleView(
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
