package org.lumoauth.platform.directory.rest;

import org.lumoauth.api.authz.EffectivePermission;

/** {@code PermRefDesc} on the wire; {@code source} tells where the permission comes from. */
public record PermissionView(
    String id, String name, String slug, String description, String source) {

  static PermissionView of(EffectivePermission permission) {
    return new PermissionView(
        permission.slug(),
        permission.slug(),
        permission.slug(),
        permission.description().orElse(null),
        permission.source());
  }
}
