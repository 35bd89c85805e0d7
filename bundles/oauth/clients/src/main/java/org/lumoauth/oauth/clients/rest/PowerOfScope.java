package org.lumoauth.oauth.clients.rest;

import java.util.List;
import java.util.stream.Stream;
import org.lumoauth.api.authz.SystemPermissions;
import org.lumoauth.platform.web.Exchange;

/**
 * What a credential's scope permits over the tenant itself. Who gives a client such a scope, or
 * takes over a client that has it, must hold these permissions: who may manage clients could
 * otherwise make one that may manage everything.
 */
final class PowerOfScope {

  private static final List<String> EVERYTHING =
      Stream.concat(
              SystemPermissions.AREAS.stream().flatMap(PowerOfScope::both),
              SystemPermissions.OTHERS.stream())
          .toList();

  /** The scope of gateways, which are told of every client's tokens. */
  private static final String INTROSPECT = "introspect";

  private PowerOfScope() {}

  /**
   * Requires of the caller every power that these scopes have.
   *
   * @throws org.lumoauth.api.web.Problem 403 {@code permission_denied}
   */
  static void require(Exchange exchange, List<String> scopes) {
    scopes.stream()
        .flatMap(scope -> permissions(scope).stream())
        .distinct()
        .forEach(exchange::require);
  }

  /** The permissions; none for a scope that is an application's own. */
  static List<String> permissions(String scope) {
    if (EVERYTHING.contains(scope)) {
      return List.of(scope); // a permission's own name covers itself
    }
    if (scope.equals("authz:check")) {
      return List.of(SystemPermissions.AUTHZ_CHECK);
    }
    if (scope.equals(INTROSPECT)) { // it tells of everybody's tokens, as the list of them does
      return List.of("sessions" + SystemPermissions.READ);
    }
    String[] parts = scope.split(":", -1);
    if (!parts[0].equals("admin")) {
      return List.of();
    }
    if (parts.length == 2 && parts[1].equals("read")) {
      return SystemPermissions.AREAS.stream().map(area -> area + SystemPermissions.READ).toList();
    }
    if (parts.length == 3 && parts[2].equals("read")) {
      return List.of(parts[1] + SystemPermissions.READ);
    }
    if ((parts.length == 3 && parts[2].equals("write"))
        || (parts.length == 2 && !parts[1].equals("write"))) {
      return both(parts[1]).toList();
    }
    return EVERYTHING; // admin, admin:write, and what looks like it
  }

  private static Stream<String> both(String area) {
    return Stream.of(area + SystemPermissions.READ, area + SystemPermissions.WRITE);
  }
}
