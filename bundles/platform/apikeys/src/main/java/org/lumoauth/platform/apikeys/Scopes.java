package org.lumoauth.platform.apikeys;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.lumoauth.api.web.Problem;

/** The scopes that a key can have. */
final class Scopes {
  private static final List<String> AREAS =
      List.of(
          "users",
          "roles",
          "groups",
          "permissions",
          "clients",
          "agents",
          "apikeys",
          "keys",
          "settings",
          "sessions",
          "social",
          "webhooks",
          "audit");

  private static final Set<String> TO_COME = Set.of("sessions", "social", "webhooks");
  private static final Set<String> KNOWN = known();

  private Scopes() {}

  /**
   * The scopes if there are such.
   *
   * @throws Problem 422 {@code validation_error} naming the first that there is not
   */
  static Set<String> checked(Collection<String> scopes) {
    if (scopes.isEmpty()) {
      throw Problem.invalid("scopes", "A key needs at least one scope.");
    }
    for (String scope : scopes) {
      if (!KNOWN.contains(scope)) {
        throw Problem.invalid("scopes", "There is no such scope; known are " + KNOWN + ".");
      }
    }
    return new TreeSet<>(scopes);
  }

  /** The permissions that scopes stand for. */
  static Set<String> permissions(Collection<String> scopes) {
    var permissions = new TreeSet<String>();
    for (String scope : scopes) {
      switch (scope) {
        case "admin" -> {
          addAreas(permissions, true);
          permissions.addAll(
              List.of("authz.check", "policies.view", "settings.manage", "jit.approve"));
        }
        case "admin:read" -> addAreas(permissions, false);
        case "admin:write" -> addAreas(permissions, true);
        case "authz:check" -> permissions.add("authz.check");
        case "admin:clients:register" -> permissions.add("clients.write");
        default -> addArea(permissions, scope.split(":")[1], !scope.endsWith(":read"));
      }
    }
    return permissions;
  }

  private static void addAreas(Set<String> permissions, boolean write) {
    AREAS.forEach(area -> addArea(permissions, area, write));
  }

  /** Areas of capabilities that are yet to come have no permissions of their own: settings do. */
  private static void addArea(Set<String> permissions, String area, boolean write) {
    var named = TO_COME.contains(area) ? "settings" : area;
    permissions.add(named + ".read");
    if (write) {
      permissions.add(named + ".write");
    }
  }

  private static Set<String> known() {
    var known = new TreeSet<>(Set.of("admin", "admin:read", "admin:write", "authz:check"));
    known.add("admin:clients:register");
    for (String area : AREAS) {
      known.add("admin:" + area);
      known.add("admin:" + area + ":read");
      known.add("admin:" + area + ":write");
    }
    return known;
  }
}
