package org.lumoauth.platform.directory.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.lumoauth.api.authz.RoleRef;
import org.lumoauth.api.directory.GroupRef;
import org.lumoauth.platform.directory.Group;

/** {@code RoleRef}, {@code GroupRef} and {@code RoleRefDesc} on the wire. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RefView(String id, String name, String slug, String description) {

  static RefView of(RoleRef role) {
    return new RefView(role.id(), role.name(), role.slug(), role.description().orElse(null));
  }

  static RefView of(GroupRef group) {
    return new RefView(group.id(), group.name(), group.slug(), null);
  }

  static RefView of(Group group) {
    return new RefView(group.id(), group.name(), group.slug(), group.description().orElse(null));
  }
}
