package org.lumoauth.agents.aauth.token;

import java.util.Set;
import org.lumoauth.api.tenant.TenantContext;

/** The names under which a tenant is addressed as an authorization server. */
public final class AuthorizationServerAudiences {

  private AuthorizationServerAudiences() {}

  /** The issuer, and the same by the other of its two paths. */
  public static Set<String> of(TenantContext tenant) {
    String issuer = tenant.issuer();
    return issuer.equals(organization(issuer))
        ? Set.of(issuer)
        : Set.of(issuer, organization(issuer));
  }

  /** The issuer's URL with {@code /orgs/} in it, as published clients have it. */
  static String organization(String issuer) {
    return issuer.replaceFirst("/t/([^/]+)/api/v1$", "/orgs/$1/api/v1");
  }

  /** Where people consent, as published clients have it. */
  public static String page(TenantContext tenant) {
    return organization(tenant.issuer()).replaceFirst("/api/v1$", "/portal/aauth/authorize");
  }
}
