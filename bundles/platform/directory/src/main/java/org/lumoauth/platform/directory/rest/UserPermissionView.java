package org.lumoauth.platform.directory.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.lumoauth.api.authz.EffectivePermission;

/**
 * {@code PermRefDesc} on the wire.
 *
 * @param id its number, where there is one: what a model of another kind gives may have a slug
 *     alone
 * @param source where the permission comes from
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UserPermissionView(
    Long id, String name, String slug, String description, String source) {

  static UserPermissionView of(EffectivePermission permission) {
    return new UserPermissionView(
        permission.id().orElse(null),
        permission.name().orElse(permission.slug()),
        permission.slug(),
        permission.description().orElse(null),
        permission.source());
  }
}
