/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac.store;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.authz.SystemPermissions;

/** The built-in roles and permissions of every tenant. */
final class BuiltInRoles {

  /**
   * A built-in role.
   *
   * @param allPermissions whether it contains all built-in permissions, or none
   */
  record BuiltInRole(String slug, String name, String description, boolean allPermissions) {}

  static final List<BuiltInRole> ROLES =
      List.of(
          new BuiltInRole(
              "tenant_admin", "Tenant administrator", "Administers the organization.", true),
          new BuiltInRole("admin", "Administrator", "Administers the organization.", true),
          new BuiltInRole("user", "User", "Has no permissions by default.", false));

  /** Maps slug to description, in the order of the permission numbers. */
  static final Map<String, String> PERMISSIONS = permissions();

  private BuiltInRoles() {}

  private static Map<String, String> permissions() {
    var described = new LinkedHashMap<String, String>();
    for (String area : SystemPermissions.AREAS) {
      described.put(area + SystemPermissions.READ, "See " + words(area) + ".");
      described.put(area + SystemPermissions.WRITE, "Change " + words(area) + ".");
    }
    described.put(SystemPermissions.AUTHZ_CHECK, "Check the permissions of other subjects.");
    described.put(SystemPermissions.POLICIES_VIEW, "See the policies behind a decision.");
    described.put(SystemPermissions.SETTINGS_MANAGE, "Manage settings of the organization.");
    described.put(SystemPermissions.JIT_APPROVE, "Approve requests for short-lived permissions.");
    return Collections.unmodifiableMap(described);
  }

  private static String words(String area) {
    return switch (area) {
      case "policies" -> "policies and attributes";
      case "audit" -> "the audit log";
      case "apikeys" -> "API keys";
      case "keys" -> "signing keys";
      case "relations" -> "relation models and tuples";
      default -> area;
    };
  }
}
