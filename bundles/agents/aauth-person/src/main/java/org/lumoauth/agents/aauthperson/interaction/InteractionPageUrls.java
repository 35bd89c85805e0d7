/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.interaction;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.lumoauth.api.tenant.TenantContext;

/** Builds the URLs of the interaction page. */
public final class InteractionPageUrls {

  private InteractionPageUrls() {}

  public static String of(TenantContext tenant) {
    return tenant.issuer().replaceFirst("/api/v1$", "/aauth/interaction");
  }

  /** Returns the URL of the page for a code. */
  public static String link(TenantContext tenant, String code) {
    return of(tenant) + "?code=" + code;
  }

  /** Returns the URL to which a resource's page redirects back. */
  static String callbackUrl(TenantContext tenant, String visit) {
    return of(tenant) + "/back/" + visit;
  }

  /** Returns the same URL as a path, with the returned error, if any. */
  static String callbackPath(TenantContext tenant, String visit, String error) {
    String path = URI.create(callbackUrl(tenant, visit)).getRawPath();
    return error == null ? path : path + "?error=" + encoded(error);
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  /** Returns the URL for signing in with another account and returning. */
  static String otherAccountUrl(TenantContext tenant, String code) {
    return path(tenant, code) + "&switch=1";
  }

  /**
   * Returns the path of the page for a code, after the user selected an account.
   *
   * @param callback the redirect URL after the answer; empty if there is none
   */
  static String accountChosenPath(TenantContext tenant, String code, String callback) {
    String path = path(tenant, code) + "&chosen=1";
    return callback.isEmpty()
        ? path
        : path + "&" + InteractionCallbackUrlResolver.PARAMETER + "=" + encoded(callback);
  }

  /** Returns the path and query of the page for a code. */
  static String path(TenantContext tenant, String code) {
    return URI.create(of(tenant)).getRawPath() + "?code=" + code;
  }
}
