/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac.admin;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.lumoauth.authz.rbac.store.StoredPermission;

/** A permission on the wire. */
public record PermissionView(
    long id,
    String name,
    String slug,
    String description,
    String resource,
    String action,
    @JsonProperty("isSystem") boolean isSystem,
    @JsonProperty("isCustom") boolean isCustom,
    Instant createdAt,
    long roleCount) {

  static PermissionView of(StoredPermission permission, long roleCount) {
    return new PermissionView(
        permission.id(),
        permission.name(),
        permission.slug(),
        permission.description().orElse(null),
        permission.resource(),
        permission.action(),
        permission.system(),
        !permission.system(),
        permission.createdAt(),
        roleCount);
  }
}
