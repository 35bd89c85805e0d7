/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.lumoauth.api.authz.RoleRef;
import org.lumoauth.api.directory.GroupRef;
import org.lumoauth.platform.directory.group.UserGroup;

/** The JSON representation of {@code RoleRef}, {@code GroupRef} and {@code RoleRefDesc}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NamedReferenceView(String id, String name, String slug, String description) {

  public static NamedReferenceView of(RoleRef role) {
    return new NamedReferenceView(
        role.id(), role.name(), role.slug(), role.description().orElse(null));
  }

  public static NamedReferenceView of(GroupRef group) {
    return new NamedReferenceView(group.id(), group.name(), group.slug(), null);
  }

  public static NamedReferenceView of(UserGroup group) {
    return new NamedReferenceView(
        group.id(), group.name(), group.slug(), group.description().orElse(null));
  }
}
