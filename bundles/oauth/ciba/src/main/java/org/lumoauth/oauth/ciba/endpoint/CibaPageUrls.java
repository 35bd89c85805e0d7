package org.lumoauth.oauth.ciba.endpoint;

import org.lumoauth.api.tenant.TenantContext;

/** Where people answer. */
public final class CibaPageUrls {

  private CibaPageUrls() {}

  /** The URL of everything that waits for somebody. */
  public static String of(TenantContext tenant) {
    return tenant.issuer().replaceFirst("/api/v1$", "/ciba");
  }

  /** The URL of one request. */
  public static String of(TenantContext tenant, String requestId) {
    return of(tenant) + "/" + requestId;
  }

  /** The URL of the page on which people choose their code. */
  static String ofCode(TenantContext tenant) {
    return of(tenant) + "-code";
  }
}
