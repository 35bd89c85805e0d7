package org.lumoauth.oauth.clientidmetadata;

import java.util.Locale;
import org.lumoauth.api.authz.SystemPermissions;

/** Scopes that mean something to the tenant's own administration. */
final class AdministrationScope {

  private AdministrationScope() {}

  static boolean is(String scope) {
    String lower = scope.toLowerCase(Locale.ROOT);
    return lower.equals("admin")
        || lower.startsWith("admin:")
        || lower.equals("authz:check")
        || SystemPermissions.OTHERS.contains(lower)
        || SystemPermissions.AREAS.stream()
            .anyMatch(
                area ->
                    lower.equals(area + SystemPermissions.READ)
                        || lower.equals(area + SystemPermissions.WRITE));
  }
}
