package org.lumoauth.api.authz;

import java.util.Optional;

/**
 * A role in short.
 *
 * @param id {@code rol_} and a ULID
 * @param name what people call it
 * @param slug its name in paths
 * @param description what it is for
 */
public record RoleRef(String id, String name, String slug, Optional<String> description) {

  /** Without a description. */
  public RoleRef(String id, String name, String slug) {
    this(id, name, slug, Optional.empty());
  }
}
