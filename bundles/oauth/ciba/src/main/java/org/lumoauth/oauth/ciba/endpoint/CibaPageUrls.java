/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.ciba.endpoint;

import org.lumoauth.api.tenant.TenantContext;

/** The URLs of the pages for users. */
public final class CibaPageUrls {

  private CibaPageUrls() {}

  /** Returns the URL of the list of pending requests. */
  public static String of(TenantContext tenant) {
    return tenant.issuer().replaceFirst("/api/v1$", "/ciba");
  }

  /** Returns the URL of one request. */
  public static String of(TenantContext tenant, String requestId) {
    return of(tenant) + "/" + requestId;
  }

  /** Returns the URL of the user code page. */
  static String ofCode(TenantContext tenant) {
    return of(tenant) + "-code";
  }
}
