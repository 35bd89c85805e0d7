package org.lumoauth.authz.rbac.store;

import java.time.Instant;
import java.util.Optional;

/**
 * A permission as it is kept.
 *
 * @param id its number in the tenant
 * @param slug {@code resource.action}, unique in the tenant, byte-exact
 * @param name what people call it
 * @param description what it allows
 * @param system whether the server itself asks for it, so that nobody changes it
 * @param createdAt when it was made
 */
public record StoredPermission(
    long id,
    String slug,
    String name,
    Optional<String> description,
    boolean system,
    Instant createdAt) {

  /** What stands before the slug's last dot. */
  public String resource() {
    return slug.substring(0, slug.lastIndexOf('.'));
  }

  /** What stands behind the slug's last dot. */
  public String action() {
    return slug.substring(slug.lastIndexOf('.') + 1);
  }
}
