/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac.admin;

import java.util.ArrayList;
import java.util.List;
import org.lumoauth.api.authz.RoleAssignmentLimits;
import org.lumoauth.api.web.ApiException;

/** The request bodies and parameters of the role resources. */
public final class RoleSubresourceRequestBodies {

  private static final int MAX_USERS = 100;

  private RoleSubresourceRequestBodies() {}

  /**
   * Permissions to add to a role, or to replace its permissions with.
   *
   * @param permissions slugs or numbers
   */
  public record RolePermissionsRequest(List<String> permissions) {
    List<String> required() {
      if (permissions == null) {
        throw ApiException.invalid("permissions", "`permissions` is required.");
      }
      return permissions;
    }
  }

  /**
   * A role assignment with limits.
   *
   * @param subject a user, a group or an agent
   * @param resourceType limits the role to resources of this type
   * @param resourceId limits the role to this resource
   * @param organizationId limits the role to resources of this organization
   * @param notBefore the start of the assignment
   * @param expiresAt the end of the assignment
   */
  public record RoleAssignmentRequest(
      LimitedRoleAssignmentView.RoleHolderBody subject,
      String resourceType,
      String resourceId,
      String organizationId,
      String notBefore,
      String expiresAt) {
    RoleAssignmentLimits limits() {
      return RoleAssignmentLimitsParser.read(
          resourceType, resourceId, organizationId, notBefore, expiresAt);
    }
  }

  /**
   * Users to assign a role to, in any of the forms that clients send.
   *
   * @param userId one id or e-mail address
   * @param userIds several ids or e-mail addresses
   * @param users several ids or e-mail addresses
   * @param resourceType limits the role to resources of this type
   * @param resourceId limits the role to this resource
   * @param organizationId limits the role to resources of this organization
   * @param notBefore the start of the assignment
   * @param expiresAt the end of the assignment
   */
  public record RoleUsersRequest(
      String userId,
      List<String> userIds,
      List<String> users,
      String resourceType,
      String resourceId,
      String organizationId,
      String notBefore,
      String expiresAt) {
    RoleAssignmentLimits limits() {
      return RoleAssignmentLimitsParser.read(
          resourceType, resourceId, organizationId, notBefore, expiresAt);
    }

    List<String> required() {
      var all = new ArrayList<String>();
      if (userId != null) {
        all.add(userId);
      }
      all.addAll(userIds == null ? List.of() : userIds);
      all.addAll(users == null ? List.of() : users);
      if (all.isEmpty() || all.size() > MAX_USERS || all.contains(null)) {
        throw ApiException.invalid(
            "userIds", "`userIds` must have between 1 and " + MAX_USERS + " entries.");
      }
      return all;
    }
  }

  static boolean flag(String text) {
    return switch (text) {
      case "true", "1" -> true;
      case "false", "0" -> false;
      default -> throw ApiException.invalid("isSystem", "`isSystem` must be true or false.");
    };
  }
}
