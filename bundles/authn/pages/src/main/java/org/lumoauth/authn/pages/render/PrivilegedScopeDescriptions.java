package org.lumoauth.authn.pages.render;

import java.util.List;
import java.util.Optional;
import org.lumoauth.api.authz.SystemPermissions;

/**
 * What scopes stand for that give power over this server itself, in the reader's language: by the
 * area and by what may be done there, so that there are words for each area that there is.
 */
final class PrivilegedScopeDescriptions {

  private static final String KEY = "pages.power.";
  private static final String ADMIN = "admin";
  private static final String EVENTS = "ssf.";

  private final LocalizedMessages words;

  PrivilegedScopeDescriptions(LocalizedMessages words) {
    this.words = words;
  }

  /** Whether who has it has power over this server, and not only over what is the reader's own. */
  static boolean isPrivileged(String scope) {
    return !SystemPermissions.permissionsOf(scope).isEmpty();
  }

  /** The words; empty for a scope that gives no such power. */
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
    // What looks like the administration's and is none of its areas' counts as all of it.
    return area && parts.length <= 3 ? inArea(parts) : message(ADMIN);
  }

  /** {@code admin:users:write} lets see too what it lets change, unlike {@code users.write}. */
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
