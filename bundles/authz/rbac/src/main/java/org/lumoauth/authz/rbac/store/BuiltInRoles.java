package org.lumoauth.authz.rbac.store;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.authz.SystemPermissions;

/** What every tenant has. */
final class BuiltInRoles {

  /**
   * A built-in role.
   *
   * @param allPermissions whether it has all of the system's permissions, or none
   */
  record BuiltInRole(String slug, String name, String description, boolean allPermissions) {}

  static final List<BuiltInRole> ROLES =
      List.of(
          new BuiltInRole(
              "tenant_admin", "Tenant administrator", "May administer the organization.", true),
          new BuiltInRole("admin", "Administrator", "May administer the organization.", true),
          new BuiltInRole("user", "User", "Has no permissions by itself.", false));

  /** Slug to description, in the order in which they are numbered. */
  static final Map<String, String> PERMISSIONS = permissions();

  private BuiltInRoles() {}

  private static Map<String, String> permissions() {
    var described = new LinkedHashMap<String, String>();
    for (String area : SystemPermissions.AREAS) {
      described.put(area + SystemPermissions.READ, "See " + words(area) + ".");
      described.put(area + SystemPermissions.WRITE, "Change " + words(area) + ".");
    }
    described.put(SystemPermissions.AUTHZ_CHECK, "Ask what somebody else may do.");
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
      case "relations" -> "models and tuples of relations";
      default -> area;
    };
  }
}
