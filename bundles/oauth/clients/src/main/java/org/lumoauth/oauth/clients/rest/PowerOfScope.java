package org.lumoauth.oauth.clients.rest;

import java.util.ArrayList;
import java.util.List;

/**
 * What a credential's scope permits over the tenant itself. Who gives a client such a scope must
 * hold these permissions.
 */
final class PowerOfScope {

  private static final List<String> AREAS =
      List.of(
          "users",
          "groups",
          "roles",
          "permissions",
          "agents",
          "clients",
          "audit",
          "apikeys",
          "settings",
          "keys");

  private static final List<String> OTHERS =
      List.of("authz.check", "policies.view", "settings.manage", "jit.approve");

  private PowerOfScope() {}

  /** The permissions; none for a scope that is an application's own. */
  static List<String> permissions(String scope) {
    if (scope.equals("authz:check")) {
      return List.of("authz.check");
    }
    String[] parts = scope.split(":", -1);
    if (!parts[0].equals("admin")) {
      return List.of();
    }
    if (parts.length == 2 && parts[1].equals("read")) {
      return AREAS.stream().map(area -> area + ".read").toList();
    }
    if (parts.length == 3 && parts[2].equals("read")) {
      return List.of(parts[1] + ".read");
    }
    if ((parts.length == 3 && parts[2].equals("write"))
        || (parts.length == 2 && !parts[1].equals("write"))) {
      return List.of(parts[1] + ".read", parts[1] + ".write");
    }
    return everything(); // admin, admin:write, and what looks like it
  }

  private static List<String> everything() {
    List<String> all = new ArrayList<>(OTHERS);
    AREAS.forEach(
        area -> {
          all.add(area + ".read");
          all.add(area + ".write");
        });
    return all;
  }
}
