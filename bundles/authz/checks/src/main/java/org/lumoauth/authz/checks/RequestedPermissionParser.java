/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.checks;

import java.util.ArrayList;
import java.util.List;

/** Parses the permissions of a body. */
final class RequestedPermissionParser {

  static final int MAX = 100;
  private static final int MAX_LENGTH = 128;

  private RequestedPermissionParser() {}

  static String one(PermissionCheckBody body) {
    if (body.permission() != null && !(body.permission() instanceof String)) {
      throw PermissionCheckErrorFactory.invalidPermissions("`permission` must be a string.");
    }
    return one((String) body.permission());
  }

  static String one(String permission) {
    if (permission == null || permission.isBlank()) {
      throw PermissionCheckErrorFactory.missingPermission();
    }
    return checked(permission);
  }

  static List<String> several(PermissionCheckBody body) {
    if (!(body.permissions() instanceof List<?> listed) || listed.isEmpty()) {
      throw PermissionCheckErrorFactory.invalidPermissions(
          "`permissions` must be a list with at least one permission.");
    }
    if (listed.size() > MAX) {
      throw PermissionCheckErrorFactory.invalidPermissions(
          "`permissions` must not have more than " + MAX + " entries.");
    }
    var permissions = new ArrayList<String>(listed.size());
    for (Object each : listed) {
      if (!(each instanceof String text) || text.isBlank()) {
        throw PermissionCheckErrorFactory.invalidPermissions(
            "Each entry of `permissions` must be a string.");
      }
      permissions.add(checked(text));
    }
    return permissions;
  }

  private static String checked(String permission) {
    if (permission.length() > MAX_LENGTH) {
      throw PermissionCheckErrorFactory.invalidPermissions(
          "A permission must not be longer than " + MAX_LENGTH + " characters.");
    }
    return permission;
  }
}
