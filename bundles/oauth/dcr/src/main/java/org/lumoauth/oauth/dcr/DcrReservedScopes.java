/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.dcr;

import org.lumoauth.api.authz.SystemPermissions;

/**
 * Lists the reserved scopes: administrative permissions, and the scope for introspecting the tokens
 * of all clients.
 */
final class DcrReservedScopes {

  private static final String INTROSPECT = "introspect";

  private DcrReservedScopes() {}

  static boolean contains(String scope) {
    return scope.equals(INTROSPECT) || SystemPermissions.isAdministrative(scope);
  }
}
