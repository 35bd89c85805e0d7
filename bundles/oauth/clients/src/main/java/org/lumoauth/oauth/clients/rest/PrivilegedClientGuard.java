/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clients.rest;

import java.util.List;
import org.lumoauth.api.authz.SystemPermissions;
import org.lumoauth.oauth.clients.RegisteredClientSettings;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.guard.PrivilegeEscalationGuard;

/**
 * Protects privileged clients. A {@code first_party} client gets the requested scope from any
 * signed-in user, including role administrators, without consent; a {@code
 * token_exchange_impersonation} client gets tokens of users without an actor. Creating or taking
 * over such a client requires the permissions needed to trust an issuer.
 */
final class PrivilegedClientGuard {

  private static final List<String> MEMBERS =
      List.of("first_party", "token_exchange_impersonation");
  private static final List<String> NEEDED =
      List.of(SystemPermissions.SETTINGS_MANAGE, PrivilegeEscalationGuard.ROLES_WRITE);

  private PrivilegedClientGuard() {}

  /**
   * Requires the permissions for such a client, if these settings are privileged.
   *
   * @throws org.lumoauth.api.web.ApiException 403 {@code permission_denied} with the first missing
   *     permission
   */
  static void require(HttpExchange exchange, RegisteredClientSettings settings) {
    if (MEMBERS.stream().anyMatch(name -> Boolean.TRUE.equals(settings.metadata().get(name)))) {
      NEEDED.forEach(exchange::require);
    }
  }
}
