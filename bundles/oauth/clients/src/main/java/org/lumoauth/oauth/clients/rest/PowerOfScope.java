package org.lumoauth.oauth.clients.rest;

import java.util.List;
import org.lumoauth.api.authz.SystemPermissions;
import org.lumoauth.platform.web.Exchange;

/**
 * Who gives a client a scope that has power over the tenant itself, or takes over a client that has
 * it, must have that power: who may manage clients could otherwise make one that may manage
 * everything.
 */
final class PowerOfScope {

  private PowerOfScope() {}

  /**
   * Requires of the caller every power that these scopes have.
   *
   * @throws org.lumoauth.api.web.Problem 403 {@code permission_denied}
   */
  static void require(Exchange exchange, List<String> scopes) {
    scopes.stream()
        .flatMap(scope -> SystemPermissions.behind(scope).stream())
        .distinct()
        .sorted()
        .forEach(exchange::require);
  }
}
