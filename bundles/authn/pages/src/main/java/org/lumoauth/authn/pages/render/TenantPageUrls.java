/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.pages.render;

import java.net.URI;
import org.lumoauth.api.tenant.TenantContext;

/** The URLs of a tenant's pages. */
public final class TenantPageUrls {
  private static final String API = "/api/v1";

  private TenantPageUrls() {}

  /** Returns the base path of the tenant's pages, such as {@code /t/acme}. */
  public static String of(TenantContext tenant) {
    String path = URI.create(tenant.issuer()).getRawPath();
    return path.endsWith(API) ? path.substring(0, path.length() - API.length()) : path;
  }
}
