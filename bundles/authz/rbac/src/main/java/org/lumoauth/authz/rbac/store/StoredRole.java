package org.lumoauth.authz.rbac.store;

import java.time.Instant;
import java.util.Optional;
import org.lumoauth.api.authz.RoleRef;

/**
 * A role as it is kept.
 *
 * @param id {@code rol_} and a ULID
 * @param slug its name in paths, unique in the tenant
 * @param name what people call it
 * @param description what it is for
 * @param system whether the server made it, so that nobody changes it
 * @param createdAt when it was made
 * @param updatedAt when it was last changed
 */
public record StoredRole(
    String id,
    String slug,
    String name,
    Optional<String> description,
    boolean system,
    Instant createdAt,
    Instant updatedAt) {

  public RoleRef ref() {
    return new RoleRef(id, name, slug, description);
  }
}
