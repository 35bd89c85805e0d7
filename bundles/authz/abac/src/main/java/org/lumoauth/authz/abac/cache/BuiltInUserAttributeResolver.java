/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac.cache;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.directory.User;
import org.lumoauth.authz.abac.condition.AttributePath;

/**
 * The built-in attributes of users. {@code trait_NAME} is the tenant's own attribute of that name
 * or, if it does not exist, the standard claim of the profile.
 */
final class BuiltInUserAttributeResolver {

  private static final List<String> ADMINISTRATORS = List.of("admin", "tenant_admin");

  private static final Map<String, String> CLAIMS =
      Map.of(
          "givenName", "given_name",
          "familyName", "family_name",
          "locale", "locale",
          "zoneinfo", "zoneinfo");

  /** The prefix of trait attributes; the rest is the name of the claim. */
  private static final String TRAIT = "trait_";

  private BuiltInUserAttributeResolver() {}

  /** Returns the tenant's own attribute that a trait refers to, if it exists. */
  static Optional<AttributePath> trait(AttributePath path) {
    return path.name().startsWith(TRAIT)
        ? AttributePath.parse("user." + path.name().substring(TRAIT.length()))
        : Optional.empty();
  }

  /** Returns the value; null if it is missing or the attribute does not exist. */
  static Object value(String name, UserAttributeFacts facts) {
    var user = facts.user().get().orElse(null);
    if (user == null) {
      return null;
    }
    return switch (name) {
      case "roles" -> facts.roles().get();
      case "groups" -> facts.groups().get();
      case "permissions" -> facts.permissions().get();
      case "isAdmin" -> facts.roles().get().stream().anyMatch(ADMINISTRATORS::contains);
      case "isSuperAdmin" -> false; // the operator has no user account
      case "mfaEnabled" -> facts.secondFactor().getAsBoolean();
      default -> name.startsWith(TRAIT) ? trait(name, facts) : described(name, user, facts);
    };
  }

  private static Object trait(String name, UserAttributeFacts facts) {
    return facts.claims().get().get(name.substring(TRAIT.length()));
  }

  private static Object described(String name, User user, UserAttributeFacts facts) {
    return CLAIMS.containsKey(name)
        ? facts.claims().get().get(CLAIMS.get(name))
        : account(name, user);
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
