/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac.store;

import java.time.Instant;
import java.util.Optional;

/**
 * A stored permission.
 *
 * @param id the number, unique in the tenant
 * @param slug {@code resource.action}, unique in the tenant, byte-exact
 * @param name the display name
 * @param description the description
 * @param system whether it is built in and cannot be changed, because the server itself checks it
 * @param createdAt the creation time
 */
public record StoredPermission(
    long id,
    String slug,
    String name,
    Optional<String> description,
    boolean system,
    Instant createdAt) {

  /** Returns the part of the slug before its last dot. */
  public String resource() {
    return slug.substring(0, slug.lastIndexOf('.'));
  }

  /** Returns the part of the slug after its last dot. */
  public String action() {
    return slug.substring(slug.lastIndexOf('.') + 1);
  }
}
