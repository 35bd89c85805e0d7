package org.lumoauth.oauth.clients.rest;

import java.util.List;
import org.lumoauth.api.authz.SystemPermissions;
import org.lumoauth.oauth.clients.ClientSettings;
import org.lumoauth.platform.web.CredentialChangeGuard;
import org.lumoauth.platform.web.HttpExchange;

/**
 * A client of {@code first_party} gets what it asks for of whoever is signed in, those who give
 * roles among them, and nobody is asked; one of {@code token_exchange_impersonation} gets tokens of
 * people in which nobody is named as acting. To make one, or to take over one that there is, takes
 * what it takes to trust an issuer.
 */
final class FirstPartyClientGuard {

  private static final List<String> MEMBERS =
      List.of("first_party", "token_exchange_impersonation");
  private static final List<String> NEEDED =
      List.of(SystemPermissions.SETTINGS_MANAGE, CredentialChangeGuard.ROLES_WRITE);

  private FirstPartyClientGuard() {}

  /**
   * Requires of the caller what it takes to have such a client, if it is one.
   *
   * @throws org.lumoauth.api.web.ApiException 403 {@code permission_denied} for the first that is
   *     missing
   */
  static void require(HttpExchange exchange, ClientSettings settings) {
    if (MEMBERS.stream().anyMatch(name -> Boolean.TRUE.equals(settings.metadata().get(name)))) {
      NEEDED.forEach(exchange::require);
    }
  }
}
