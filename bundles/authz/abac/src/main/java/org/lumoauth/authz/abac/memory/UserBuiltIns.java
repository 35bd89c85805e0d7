package org.lumoauth.authz.abac.memory;

import java.util.List;
import java.util.Map;
import org.lumoauth.api.directory.User;

/** The built-in attributes of users. */
final class UserBuiltIns {

  private static final List<String> ADMINISTRATORS = List.of("admin", "tenant_admin");

  private static final Map<String, String> CLAIMS =
      Map.of(
          "givenName", "given_name",
          "familyName", "family_name",
          "locale", "locale",
          "zoneinfo", "zoneinfo");

  private UserBuiltIns() {}

  /** The value; null if it is missing or there is no such attribute. */
  static Object value(String name, UserFacts facts) {
    var user = facts.user().get().orElse(null);
    if (user == null) {
      return null;
    }
    return switch (name) {
      case "roles" -> facts.roles().get();
      case "groups" -> facts.groups().get();
      case "permissions" -> facts.permissions().get();
      case "isAdmin" -> facts.roles().get().stream().anyMatch(ADMINISTRATORS::contains);
      case "isSuperAdmin" -> false; // the operator is no user
      default ->
          CLAIMS.containsKey(name)
              ? facts.claims().get().get(CLAIMS.get(name))
              : account(name, user);
    };
  }

  private static Object account(String name, User user) {
    return switch (name) {
      case "email" -> user.email();
      case "username" -> user.username().orElse(null);
      case "name" -> user.name().orElse(null);
      case "emailVerified" -> user.emailVerified();
      case "isActive" -> user.active();
      case "blocked" -> user.blocked();
      default -> null;
    };
  }
}
