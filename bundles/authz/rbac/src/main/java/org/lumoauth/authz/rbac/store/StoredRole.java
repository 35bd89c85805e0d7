/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac.store;

import java.time.Instant;
import java.util.Optional;
import org.lumoauth.api.authz.RoleRef;

/**
 * A stored role.
 *
 * @param id {@code rol_} and a ULID
 * @param slug the name in paths, unique in the tenant
 * @param name the display name
 * @param description the description
 * @param system whether it is built in and cannot be changed
 * @param createdAt the creation time
 * @param updatedAt the time of the last change
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
