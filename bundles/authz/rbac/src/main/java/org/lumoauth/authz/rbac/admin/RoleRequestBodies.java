package org.lumoauth.authz.rbac.admin;

import java.util.ArrayList;
import java.util.List;
import org.lumoauth.api.authz.RoleLimits;
import org.lumoauth.api.web.ApiException;

/** Bodies and parameters that the resources of roles share. */
public final class RoleRequestBodies {

  private static final int MAX_USERS = 100;

  private RoleRequestBodies() {}

  /**
   * Permissions to add to a role, or to make its permissions.
   *
   * @param permissions slugs or numbers
   */
  public record RolePermissionsRequest(List<String> permissions) {
    List<String> required() {
      if (permissions == null) {
        throw ApiException.invalid("permissions", "List the permissions.");
      }
      return permissions;
    }
  }

  /**
   * A role within limits.
   *
   * @param subject a user, a group or an agent
   * @param resourceType only for resources of this type
   * @param resourceId only for this one
   * @param organizationId only for resources of this organization
   * @param notBefore from then on
   * @param expiresAt until then
   */
  public record RoleAssignmentRequest(
      RoleAssignmentBody.RoleHolderBody subject,
      String resourceType,
      String resourceId,
      String organizationId,
      String notBefore,
      String expiresAt) {
    RoleLimits limits() {
      return RoleLimitsParser.read(resourceType, resourceId, organizationId, notBefore, expiresAt);
    }
  }

  /**
   * Users who are to hold a role, in any of the forms that clients send.
   *
   * @param userId one id or e-mail address
   * @param userIds several
   * @param users several
   * @param resourceType only for resources of this type
   * @param resourceId only for this one
   * @param organizationId only for resources of this organization
   * @param notBefore from then on
   * @param expiresAt until then
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
    RoleLimits limits() {
      return RoleLimitsParser.read(resourceType, resourceId, organizationId, notBefore, expiresAt);
    }

    List<String> required() {
      var all = new ArrayList<String>();
      if (userId != null) {
        all.add(userId);
      }
      all.addAll(userIds == null ? List.of() : userIds);
      all.addAll(users == null ? List.of() : users);
      if (all.isEmpty() || all.size() > MAX_USERS || all.contains(null)) {
        throw ApiException.invalid("userIds", "Name 1 to " + MAX_USERS + " users.");
      }
      return all;
    }
  }

  static boolean flag(String text) {
    return switch (text) {
      case "true", "1" -> true;
      case "false", "0" -> false;
      default -> throw ApiException.invalid("isSystem", "isSystem is true or false.");
    };
  }
}
