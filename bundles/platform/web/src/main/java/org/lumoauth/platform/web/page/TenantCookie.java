/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.page;

import java.time.Duration;
import java.util.Optional;
import org.lumoauth.api.authn.HttpRequestView;
import org.lumoauth.api.tenant.TenantContext;

/**
 * A tenant's cookie for one purpose, separate from those of other tenants on the same host. The
 * name joins kind and slug with a dot, which neither can contain, so that a tenant {@code
 * login-acme} cannot have a cookie of the tenant {@code acme}.
 *
 * @param cookie the cookie
 * @param former the cookie with the original name, which is still read. Two tenants could share
 *     that name, so its value counts only if it is verifiable, as a secret of this tenant is
 */
public record TenantCookie(HostCookie cookie, HostCookie former) {

  private static final String OURS = "lumoauth-";

  /**
   * Returns the tenant's cookie of this kind.
   *
   * @param baseUrl the public base URL of the server
   * @param kind letters
   */
  public static TenantCookie of(String baseUrl, String kind, TenantContext tenant) {
    return new TenantCookie(
        named(baseUrl, kind, tenant), HostCookie.of(baseUrl, OURS + kind + "-" + tenant.slug()));
  }

  /** Returns the tenant's session cookie. Its former name had no kind. */
  public static TenantCookie ofSession(String baseUrl, TenantContext tenant) {
    return new TenantCookie(
        named(baseUrl, "session", tenant), HostCookie.of(baseUrl, OURS + tenant.slug()));
  }

  private static HostCookie named(String baseUrl, String kind, TenantContext tenant) {
    return HostCookie.of(baseUrl, OURS + kind + "." + tenant.slug());
  }

  /** Returns the value that the browser sent. */
  public Optional<String> read(HttpRequestView request) {
    return cookie.read(request).or(() -> former.read(request));
  }

  /** Returns the {@code Set-Cookie} header value, as {@link HostCookie#set}. */
  public String set(String value, Optional<Duration> lifetime) {
    return cookie.set(value, lifetime);
  }

  /**
   * Returns the {@code Set-Cookie} header value that deletes the cookie, as {@link
   * HostCookie#clear}. The value of the former cookie is already invalid at that point.
   */
  public String clear() {
    return cookie.clear();
  }
}
