package org.lumoauth.authz.checks;

import java.util.ArrayList;
import java.util.List;

/** The permissions that a body asks for. */
final class RequestedPermissions {

  static final int MAX = 100;
  private static final int MAX_LENGTH = 128;

  private RequestedPermissions() {}

  static String one(PermissionCheckBody body) {
    if (body.permission() != null && !(body.permission() instanceof String)) {
      throw CheckProblems.invalidPermissions("permission is a text.");
    }
    return one((String) body.permission());
  }

  static String one(String permission) {
    if (permission == null || permission.isBlank()) {
      throw CheckProblems.missingPermission();
    }
    return checked(permission);
  }

  static List<String> several(PermissionCheckBody body) {
    if (!(body.permissions() instanceof List<?> listed) || listed.isEmpty()) {
      throw CheckProblems.invalidPermissions("permissions is a list with at least one permission.");
    }
    if (listed.size() > MAX) {
      throw CheckProblems.invalidPermissions(
          "At most " + MAX + " permissions are checked at once.");
    }
    var permissions = new ArrayList<String>(listed.size());
    for (Object each : listed) {
      if (!(each instanceof String text) || text.isBlank()) {
        throw CheckProblems.invalidPermissions("Every one of the permissions is a text.");
      }
      permissions.add(checked(text));
    }
    return permissions;
  }

  private static String checked(String permission) {
    if (permission.length() > MAX_LENGTH) {
      throw CheckProblems.invalidPermissions(
          "A permission has at most " + MAX_LENGTH + " characters.");
    }
    return permission;
  }
}
