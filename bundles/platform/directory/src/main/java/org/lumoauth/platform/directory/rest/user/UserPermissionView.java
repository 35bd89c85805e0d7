/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.rest.user;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.lumoauth.api.authz.EffectivePermission;

/**
 * The JSON representation of {@code PermRefDesc}.
 *
 * @param id the number, if it has one: permissions of other authorization models may have only a
 *     slug
 * @param source the source of the permission
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
