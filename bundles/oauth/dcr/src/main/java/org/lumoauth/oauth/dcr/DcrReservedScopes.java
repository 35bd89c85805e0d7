package org.lumoauth.oauth.dcr;

import org.lumoauth.api.authz.SystemPermissions;

/**
 * Scopes that stand for permissions of this server's own administration, and the one by which a
 * gateway is told of every client's tokens.
 */
final class DcrReservedScopes {

  private static final String INTROSPECT = "introspect";

  private DcrReservedScopes() {}

  static boolean contains(String scope) {
    return scope.equals(INTROSPECT) || SystemPermissions.isAdministrative(scope);
  }
}
