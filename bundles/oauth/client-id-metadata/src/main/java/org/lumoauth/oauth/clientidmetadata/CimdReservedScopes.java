/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clientidmetadata;

import java.util.Locale;
import org.lumoauth.api.authz.SystemPermissions;

/**
 * Lists the reserved scopes: administrative permissions, and the scope for introspecting the tokens
 * of all clients.
 */
final class CimdReservedScopes {

  private static final String INTROSPECT = "introspect";

  private CimdReservedScopes() {}

  static boolean contains(String scope) {
    String lower = scope.toLowerCase(Locale.ROOT);
    return lower.equals(INTROSPECT) || SystemPermissions.isAdministrative(lower);
  }
}
