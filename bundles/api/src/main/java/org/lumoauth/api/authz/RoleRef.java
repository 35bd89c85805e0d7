/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.authz;

import java.util.Optional;

/**
 * A reference to a role.
 *
 * @param id {@code rol_} and a ULID
 * @param name the display name
 * @param slug the name in paths
 * @param description the description
 */
public record RoleRef(String id, String name, String slug, Optional<String> description) {

  /** Creates a reference without a description. */
  public RoleRef(String id, String name, String slug) {
    this(id, name, slug, Optional.empty());
  }
}
