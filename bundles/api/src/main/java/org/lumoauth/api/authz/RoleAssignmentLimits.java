/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.authz;

import java.time.Instant;
import java.util.Optional;

/**
 * The limits of a role assignment. All present limits must match; values are compared byte for
 * byte.
 *
 * @param resourceType the role applies only to resources of this type
 * @param resourceId the role applies only to this resource of the type
 * @param organizationId the role applies only to the resource {@code organization} with this id,
 *     and to resources with this {@code organization_id} attribute
 * @param notBefore the role applies from this time
 * @param expiresAt the role applies until this time
 */
public record RoleAssignmentLimits(
    Optional<String> resourceType,
    Optional<String> resourceId,
    Optional<String> organizationId,
    Optional<Instant> notBefore,
    Optional<Instant> expiresAt) {

  /** The resource type of organizations. */
  public static final String ORGANIZATION = "organization";

  /** The attribute with the organization of a resource. */
  public static final String ORGANIZATION_ID = "organization_id";

  /** No limits. */
  public static final RoleAssignmentLimits NONE =
      new RoleAssignmentLimits(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** Returns whether the role applies at the given time. */
  public boolean isActiveAt(Instant now) {
    return notBefore.filter(now::isBefore).isEmpty()
        && expiresAt.filter(end -> !now.isBefore(end)).isEmpty();
  }

  /**
   * Returns {@code active}, {@code pending} before {@code notBefore}, or {@code expired} after
   * {@code expiresAt}.
   */
  public String status(Instant now) {
    if (isActiveAt(now)) {
      return "active";
    }
    return notBefore.filter(now::isBefore).isPresent() ? "pending" : "expired";
  }

  /** Returns whether the role applies to a question about this resource, or about none. */
  public boolean covers(Optional<Resource> asked) {
    if (resourceType.isEmpty() && organizationId.isEmpty()) {
      return true;
    }
    if (asked.isEmpty()) {
      return false;
    }
    var resource = asked.get();
    return resourceType.filter(type -> !type.equals(resource.type())).isEmpty()
        && resourceId.filter(id -> !id.equals(resource.id())).isEmpty()
        && organizationId.filter(id -> !belongs(resource, id)).isEmpty();
  }

  private static boolean belongs(Resource resource, String organization) {
    return resource.type().equals(ORGANIZATION)
        ? resource.id().equals(organization)
        : organization.equals(resource.attributes().get(ORGANIZATION_ID));
  }
}
