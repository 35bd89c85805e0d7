package org.lumoauth.agents.aauthperson.pending;

import java.net.URI;
import org.lumoauth.api.tenant.TenantContext;

/** Where people answer. */
public final class InteractionAddress {

  private InteractionAddress() {}

  static String of(TenantContext tenant) {
    return tenant.issuer().replaceFirst("/api/v1$", "/aauth/interaction");
  }

  /** The page for a code. */
  public static String link(TenantContext tenant, String code) {
    return of(tenant) + "?code=" + code;
  }

  /** The page for a code, as a path with its query. */
  static String path(TenantContext tenant, String code) {
    return URI.create(of(tenant)).getRawPath() + "?code=" + code;
  }
}
