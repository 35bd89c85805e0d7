package org.lumoauth.oauth.dcr;

import org.lumoauth.api.authz.SystemPermissions;

/**
 * Scopes that stand for permissions of this server's own administration, and the one by which a
 * gateway is told of every client's tokens.
 */
final class AdministrationScopes {

  private static final String INTROSPECT = "introspect";

  private AdministrationScopes() {}

  static boolean has(String scope) {
    return scope.equals(INTROSPECT) || SystemPermissions.administers(scope);
  }
}
