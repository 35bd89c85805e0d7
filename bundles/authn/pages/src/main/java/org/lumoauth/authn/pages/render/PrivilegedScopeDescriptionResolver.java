/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.pages.render;

import java.util.List;
import java.util.Optional;
import org.lumoauth.api.authz.SystemPermissions;

/**
 * Describes scopes that allow administration of this server in the reader's language, by area and
 * operation, so that every area is covered.
 */
final class PrivilegedScopeDescriptionResolver {

  private static final String KEY = "pages.power.";
  private static final String ADMIN = "admin";
  private static final String EVENTS = "ssf.";

  private final LocalizedMessageFormatter words;

  PrivilegedScopeDescriptionResolver(LocalizedMessageFormatter words) {
    this.words = words;
  }

  /**
   * Returns whether the scope allows access to this server's administration, and not only to the
   * reader's own data.
   */
  static boolean isPrivileged(String scope) {
    return !SystemPermissions.permissionsOf(scope).isEmpty();
  }

  /** Returns the description; empty for other scopes. */
  Optional<String> of(String scope) {
    return isPrivileged(scope) ? Optional.of(words(scope)) : Optional.empty();
  }

  private String words(String scope) {
    String name = scope.replace(':', '.');
    if (words.has(KEY + name)) {
      return message(name);
    }
    if (scope.startsWith(EVENTS)) {
      return message(EVENTS + "manage");
    }
    String[] parts = (name.startsWith(ADMIN + ".") ? name : "." + name).split("\\.", -1);
    boolean area = parts.length > 1 && SystemPermissions.AREAS.contains(parts[1]);
    // A scope that looks administrative but names no area counts as full administration.
    return area && parts.length <= 3 ? inArea(parts) : message(ADMIN);
  }

  /** {@code admin:users:write} includes read access, unlike {@code users.write}. */
  private String inArea(String[] parts) {
    String verb = parts.length == 3 ? parts[2] : "";
    String said =
        switch (verb) {
          case "read" -> "read";
          case "write" -> parts[0].equals(ADMIN) ? "manage" : "write";
          default -> "manage";
        };
    return words.message(KEY + said, List.of(message("area." + parts[1])));
  }

  private String message(String name) {
    return words.message(KEY + name, List.of());
  }
}
