/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.vault.link;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lumoauth.api.tenant.TenantContext;

/** The URLs of the connection pages. */
public final class ConnectionPageUrls {

  private static final Pattern ID = Pattern.compile("/connections/(con_[0-9A-Z]{26})/[a-z]+$");

  private ConnectionPageUrls() {}

  /** Returns the URL of the page with the link to the provider. */
  public static String authorize(TenantContext tenant, String connectionId) {
    return base(tenant) + "/connections/" + connectionId + "/authorize";
  }

  /**
   * Returns the redirect URI of a connection. Each connection has a separate one, as a defense
   * against mix-up attacks (RFC 9700 section 4.4.2.2).
   */
  public static String callback(TenantContext tenant, String connectionId) {
    return base(tenant) + "/connections/" + connectionId + "/callback";
  }

  /** Returns the URL of the page with the linked accounts. */
  static String account(TenantContext tenant) {
    return base(tenant) + "/account/connections";
  }

  /** Returns the connection id in the path of such a page; empty text if there is none. */
  static String connectionOf(String path) {
    Matcher id = ID.matcher(path);
    return id.find() ? id.group(1) : "";
  }

  private static String base(TenantContext tenant) {
    return tenant.issuer().replaceFirst("/api/v1$", "");
  }
}
