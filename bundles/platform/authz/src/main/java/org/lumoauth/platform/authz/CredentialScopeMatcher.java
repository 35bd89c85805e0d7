/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.authz;

import java.util.Set;
import org.lumoauth.api.authz.SystemPermissions;

/**
 * Maps scopes to permissions: {@code admin} covers every permission; {@code admin:read} every
 * {@code <area>.read}; {@code admin:write} every {@code <area>.write} and {@code <area>.read};
 * {@code admin:users:read}, {@code admin:users:write} and {@code admin:users} the same for one
 * area; {@code authz:check} the permission {@code authz.check}; and a scope with a permission's own
 * name covers that permission. Compared byte by byte.
 */
final class CredentialScopeMatcher {

  private static final String ADMIN = "admin";
  private static final String AUTHZ_CHECK_SCOPE = "authz:check";

  private CredentialScopeMatcher() {}

  /** Returns a scope that covers this permission, or null. */
  static String findCoveringScope(Set<String> scope, String permission) {
    if (scope.contains(permission)) {
      return permission;
    }
    if (scope.contains(ADMIN)) {
      return ADMIN;
    }
    if (permission.equals(SystemPermissions.AUTHZ_CHECK)) {
      return scope.contains(AUTHZ_CHECK_SCOPE) ? AUTHZ_CHECK_SCOPE : null;
    }
    if (permission.endsWith(SystemPermissions.READ)) {
      String area = area(permission, SystemPermissions.READ);
      return area == null
          ? null
          : first(
              scope,
              "admin:read",
              "admin:write",
              "admin:" + area + ":read",
              "admin:" + area + ":write",
              "admin:" + area);
    }
    if (permission.endsWith(SystemPermissions.WRITE)) {
      String area = area(permission, SystemPermissions.WRITE);
      return area == null
          ? null
          : first(scope, "admin:write", "admin:" + area + ":write", "admin:" + area);
    }
    return null;
  }

  /** Returns the narrowest scope that covers the permission. */
  static String narrowestScope(String permission) {
    if (permission.equals(SystemPermissions.AUTHZ_CHECK)) {
      return AUTHZ_CHECK_SCOPE;
    }
    for (String suffix : new String[] {SystemPermissions.READ, SystemPermissions.WRITE}) {
      String area = permission.endsWith(suffix) ? area(permission, suffix) : null;
      if (area != null && SystemPermissions.AREAS.contains(area)) {
        return "admin:" + area + ":" + suffix.substring(1);
      }
    }
    return permission;
  }

  /** Returns the prefix before the suffix if it is a single word: {@code a:b.read} has no area. */
  private static String area(String permission, String suffix) {
    int end = permission.length() - suffix.length();
    for (int i = 0; i < end; i++) {
      char c = permission.charAt(i);
      if (!(c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '_')) {
        return null;
      }
    }
    return end == 0 ? null : permission.substring(0, end);
  }

  private static String first(Set<String> scope, String... names) {
    for (String name : names) {
      if (scope.contains(name)) {
        return name;
      }
    }
    return null;
  }
}
