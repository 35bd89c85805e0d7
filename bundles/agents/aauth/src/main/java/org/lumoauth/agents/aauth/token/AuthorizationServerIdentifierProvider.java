/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauth.token;

import java.util.Set;
import org.lumoauth.api.tenant.TenantContext;

/** The identifiers of a tenant as an authorization server. */
public final class AuthorizationServerIdentifierProvider {

  private AuthorizationServerIdentifierProvider() {}

  /** Returns the issuer, and the same URL with its other path. */
  public static Set<String> of(TenantContext tenant) {
    String issuer = tenant.issuer();
    return issuer.equals(organization(issuer))
        ? Set.of(issuer)
        : Set.of(issuer, organization(issuer));
  }

  /** Returns the issuer's URL with {@code /orgs/} in it, as used by published clients. */
  static String organization(String issuer) {
    return issuer.replaceFirst("/t/([^/]+)/api/v1$", "/orgs/$1/api/v1");
  }

  /** Returns the URL of the consent page, as used by published clients. */
  public static String page(TenantContext tenant) {
    return organization(tenant.issuer()).replaceFirst("/api/v1$", "/portal/aauth/authorize");
  }
}
