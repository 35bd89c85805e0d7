/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.flow;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.lumoauth.api.authn.SignInService;
import org.lumoauth.api.tenant.TenantContext;

/** The URLs of the sign-in and its targets. */
public final class LoginUrls {
  private static final String API = "/api/v1";
  private static final String CANCELLED = "cancelled";

  private LoginUrls() {}

  /** Returns the page of a sign-in. */
  public static String login(TenantContext tenant, String attempt) {
    return login(tenant) + "?attempt=" + encode(attempt);
  }

  /** Returns the page that begins a sign-in. */
  public static String login(TenantContext tenant) {
    return tenant.issuer().substring(0, tenant.issuer().length() - API.length()) + "/login";
  }

  /** Returns the path of the sign-in page, from the root. */
  static String path(TenantContext tenant) {
    return "/t/" + tenant.slug() + "/login";
  }

  /** Returns the account page: the target of a sign-in without a requesting application. */
  public static String account(TenantContext tenant) {
    return "/t/" + tenant.slug() + "/account";
  }

  /** Returns the return address after a cancelled sign-in. */
  static String cancelled(String returnTo) {
    return returnTo
        + (returnTo.indexOf('?') < 0 ? '?' : '&')
        + SignInService.OUTCOME
        + "="
        + CANCELLED;
  }

  /**
   * Rejects values that are not a path of this server: a browser would interpret {@code //host} and
   * {@code /\host} as another host.
   *
   * @throws IllegalArgumentException if the value is not a path
   */
  static void requirePath(String returnTo) {
    boolean path =
        returnTo.startsWith("/")
            && !returnTo.startsWith("//")
            && returnTo.indexOf('\\') < 0
            && returnTo.indexOf('#') < 0
            && returnTo.chars().allMatch(c -> c > ' ' && c < 0x7f);
    if (!path) {
      throw new IllegalArgumentException("the return address must be a path of this server");
    }
  }

  public static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
