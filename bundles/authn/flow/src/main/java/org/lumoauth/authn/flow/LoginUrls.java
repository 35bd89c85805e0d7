package org.lumoauth.authn.flow;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.lumoauth.api.authn.SignInService;
import org.lumoauth.api.tenant.TenantContext;

/** URLs of the sign-in, and of where it leads. */
final class LoginUrls {
  private static final String API = "/api/v1";
  private static final String CANCELLED = "cancelled";

  private LoginUrls() {}

  /** The page of a sign-in. */
  static String login(TenantContext tenant, String attempt) {
    return login(tenant) + "?attempt=" + encode(attempt);
  }

  /** The page that begins a sign-in of its own. */
  static String login(TenantContext tenant) {
    return tenant.issuer().substring(0, tenant.issuer().length() - API.length()) + "/login";
  }

  /** The path of the page of a sign-in, from the root. */
  static String path(TenantContext tenant) {
    return "/t/" + tenant.slug() + "/login";
  }

  /** Where people look after their account: the end of a sign-in that nobody asked for. */
  static String account(TenantContext tenant) {
    return "/t/" + tenant.slug() + "/account";
  }

  /** The return address of somebody who gave up. */
  static String cancelled(String returnTo) {
    return returnTo
        + (returnTo.indexOf('?') < 0 ? '?' : '&')
        + SignInService.OUTCOME
        + "="
        + CANCELLED;
  }

  /**
   * Refuses what is no path of this server: a browser would take {@code //host} and {@code /\host}
   * for another one.
   *
   * @throws IllegalArgumentException if it is none
   */
  static void requirePath(String returnTo) {
    boolean path =
        returnTo.startsWith("/")
            && !returnTo.startsWith("//")
            && returnTo.indexOf('\\') < 0
            && returnTo.indexOf('#') < 0
            && returnTo.chars().allMatch(c -> c > ' ' && c < 0x7f);
    if (!path) {
      throw new IllegalArgumentException("the address to return to is no path of this server");
    }
  }

  static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
