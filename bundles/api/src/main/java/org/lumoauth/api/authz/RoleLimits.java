package org.lumoauth.api.authz;

import java.time.Instant;
import java.util.Optional;

/**
 * What a role is limited to in one assignment. Each that is there must hold; compared byte for
 * byte.
 *
 * @param resourceType it counts only for resources of this type
 * @param resourceId it counts only for this one resource of the type
 * @param organizationId it counts only for the resource {@code organization} of this id, and for
 *     those whose attribute {@code organization_id} is this
 * @param notBefore it counts from then on
 * @param expiresAt it counts no longer from then on
 */
public record RoleLimits(
    Optional<String> resourceType,
    Optional<String> resourceId,
    Optional<String> organizationId,
    Optional<Instant> notBefore,
    Optional<Instant> expiresAt) {

  /** The type of a resource that is an organization. */
  public static final String ORGANIZATION = "organization";

  /** The attribute by which a resource names its organization. */
  public static final String ORGANIZATION_ID = "organization_id";

  /** No limit at all. */
  public static final RoleLimits NONE =
      new RoleLimits(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** Whether the time is one in which it counts. */
  public boolean isActiveAt(Instant now) {
    return notBefore.filter(now::isBefore).isEmpty()
        && expiresAt.filter(end -> !now.isBefore(end)).isEmpty();
  }

  /** {@code active}, {@code pending} before its time, or {@code expired} after it. */
  public String status(Instant now) {
    if (isActiveAt(now)) {
      return "active";
    }
    return notBefore.filter(now::isBefore).isPresent() ? "pending" : "expired";
  }

  /** Whether a question about this resource, or about none, is one for which it counts. */
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
