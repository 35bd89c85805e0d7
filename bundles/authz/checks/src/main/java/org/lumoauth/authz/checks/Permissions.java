package org.lumoauth.authz.checks;

import java.util.ArrayList;
import java.util.List;

/** The permissions that a body asks for. */
final class Permissions {

  static final int MAX = 100;
  private static final int MAX_LENGTH = 128;

  private Permissions() {}

  static String one(CheckBody body) {
    if (body.permission() != null && !(body.permission() instanceof String)) {
      throw Refusals.invalidPermissions("permission is a text.");
    }
    return one((String) body.permission());
  }

  static String one(String permission) {
    if (permission == null || permission.isBlank()) {
      throw Refusals.missingPermission();
    }
    return checked(permission);
  }

  static List<String> several(CheckBody body) {
    if (!(body.permissions() instanceof List<?> listed) || listed.isEmpty()) {
      throw Refusals.invalidPermissions("permissions is a list with at least one permission.");
    }
    if (listed.size() > MAX) {
      throw Refusals.invalidPermissions("At most " + MAX + " permissions are checked at once.");
    }
    var permissions = new ArrayList<String>(listed.size());
    for (Object each : listed) {
      if (!(each instanceof String text) || text.isBlank()) {
        throw Refusals.invalidPermissions("Every one of the permissions is a text.");
      }
      permissions.add(checked(text));
    }
    return permissions;
  }

  private static String checked(String permission) {
    if (permission.length() > MAX_LENGTH) {
      throw Refusals.invalidPermissions("A permission has at most " + MAX_LENGTH + " characters.");
    }
    return permission;
  }
}
