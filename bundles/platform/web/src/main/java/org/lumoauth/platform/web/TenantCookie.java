package org.lumoauth.platform.web;

import java.time.Duration;
import java.util.Optional;
import org.lumoauth.api.authn.HttpRequestView;
import org.lumoauth.api.tenant.TenantContext;

/**
 * A cookie that a tenant keeps in a browser for one purpose, beside those of other tenants on the
 * same host. The dot between kind and slug is what neither of them can have: a tenant {@code
 * login-acme} has no cookie of the tenant {@code acme}.
 *
 * @param cookie the cookie
 * @param former the one that it was at first, which is still read. Two tenants could share its
 *     name: its value counts only where it proves itself, as a secret of this tenant does
 */
public record TenantCookie(HostCookie cookie, HostCookie former) {

  private static final String OURS = "lumoauth-";

  /**
   * The cookie of this kind.
   *
   * @param baseUrl where people reach the server
   * @param kind letters
   */
  public static TenantCookie of(String baseUrl, String kind, TenantContext tenant) {
    return new TenantCookie(
        named(baseUrl, kind, tenant), HostCookie.of(baseUrl, OURS + kind + "-" + tenant.slug()));
  }

  /** The cookie of a session. Its former name had no kind. */
  public static TenantCookie ofSession(String baseUrl, TenantContext tenant) {
    return new TenantCookie(
        named(baseUrl, "session", tenant), HostCookie.of(baseUrl, OURS + tenant.slug()));
  }

  private static HostCookie named(String baseUrl, String kind, TenantContext tenant) {
    return HostCookie.of(baseUrl, OURS + kind + "." + tenant.slug());
  }

  /** The value that the browser sent. */
  public Optional<String> read(HttpRequestView request) {
    return cookie.read(request).or(() -> former.read(request));
  }

  /** As {@link HostCookie#set}. */
  public String set(String value, Optional<Duration> lifetime) {
    return cookie.set(value, lifetime);
  }

  /** As {@link HostCookie#clear}. What the former one holds proves nothing by then. */
  public String clear() {
    return cookie.clear();
  }
}
