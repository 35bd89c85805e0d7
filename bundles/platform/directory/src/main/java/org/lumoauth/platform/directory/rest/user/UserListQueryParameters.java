/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.rest.user;

import java.util.Optional;
import javax.ws.rs.QueryParam;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.directory.user.UserFilter;

/** The filter parameters of the user list, for {@code @BeanParam}. */
public final class UserListQueryParameters {
  @QueryParam("role")
  private String role;

  @QueryParam("group")
  private String group;

  @QueryParam("blocked")
  private String blocked;

  @QueryParam("active")
  private String active;

  /**
   * Returns the filter.
   *
   * @throws ApiException 404 for an unknown group, 422 for a malformed parameter
   */
  UserFilter filter(UserRoleAndGroupAssignmentHandler belonging, TenantContext tenant) {
    return new UserFilter(
        given(group).map(id -> belonging.group(tenant, id).id()),
        given(role).map(id -> belonging.holders(tenant, id)),
        flag("blocked", blocked),
        flag("active", active));
  }

  private static Optional<String> given(String text) {
    return Optional.ofNullable(text).filter(value -> !value.isBlank());
  }

  private static Optional<Boolean> flag(String name, String text) {
    return given(text)
        .map(
            value ->
                switch (value) {
                  case "true", "1" -> true;
                  case "false", "0" -> false;
                  default -> throw ApiException.invalid(name, name + " must be true or false.");
                });
  }
}
