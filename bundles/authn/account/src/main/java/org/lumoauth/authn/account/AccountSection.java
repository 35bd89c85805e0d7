/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.account;

import java.net.URI;
import java.util.Locale;
import org.lumoauth.api.tenant.TenantContext;

/** The account pages. */
enum AccountSection {
  PROFILE,
  PASSWORD,
  SESSIONS,
  APPLICATIONS;

  private static final String API = "/api/v1";

  /**
   * Returns the last segment of its path, which is also part of its template's name and of its form
   * token's purpose.
   */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the path of the page, from the root of this server. */
  String path(TenantContext tenant) {
    String base = URI.create(tenant.issuer()).getRawPath();
    return base.substring(0, base.length() - API.length()) + "/account/" + text();
  }

  /** Returns the purpose of the page's form token, which no other page accepts. */
  String purpose() {
    return "account/" + text();
  }
}
