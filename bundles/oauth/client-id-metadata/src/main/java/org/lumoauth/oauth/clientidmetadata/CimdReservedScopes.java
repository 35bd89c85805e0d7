package org.lumoauth.oauth.clientidmetadata;

import java.util.Locale;
import org.lumoauth.api.authz.SystemPermissions;

/**
 * Scopes that mean something to the tenant's own administration, and the one by which a gateway is
 * told of every client's tokens.
 */
final class CimdReservedScopes {

  private static final String INTROSPECT = "introspect";

  private CimdReservedScopes() {}

  static boolean contains(String scope) {
    String lower = scope.toLowerCase(Locale.ROOT);
    return lower.equals(INTROSPECT) || SystemPermissions.isAdministrative(lower);
  }
}
