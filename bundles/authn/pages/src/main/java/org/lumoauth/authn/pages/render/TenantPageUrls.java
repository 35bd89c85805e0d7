package org.lumoauth.authn.pages.render;

import java.net.URI;
import org.lumoauth.api.tenant.TenantContext;

/** Where a tenant's pages are. */
public final class TenantPageUrls {
  private static final String API = "/api/v1";

  private TenantPageUrls() {}

  /** The path that the tenant's pages are below, as {@code /t/acme}. */
  public static String of(TenantContext tenant) {
    String path = URI.create(tenant.issuer()).getRawPath();
    return path.endsWith(API) ? path.substring(0, path.length() - API.length()) : path;
  }
}
