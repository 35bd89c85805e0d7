/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.sessions;

import java.time.Duration;
import java.util.Optional;
import org.lumoauth.api.authn.HttpRequestView;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.BaseUrlProvider;
import org.lumoauth.platform.web.page.TenantCookie;

/**
 * The session cookie: the session's id for the lookup, and the secret that proves it. The cookie's
 * name contains the tenant, so that cookies of two tenants on one host do not collide.
 *
 * @param sessionId the id of the session
 * @param secret 256 bits
 */
record SessionCookie(String sessionId, String secret) {
  private static final String PREFIX = "ses_";
  private static final int MAX_LENGTH = 100;

  /** Returns the cookie of the request, if it is well-formed. */
  static Optional<SessionCookie> read(
      BaseUrlProvider base, TenantContext tenant, HttpRequestView request) {
    return cookie(base, tenant)
        .read(request)
        .filter(value -> value.length() <= MAX_LENGTH)
        .flatMap(SessionCookie::parse);
  }

  private static Optional<SessionCookie> parse(String value) {
    int dot = value.indexOf('.');
    return dot < 1 || dot == value.length() - 1
        ? Optional.empty()
        : Optional.of(
            new SessionCookie(PREFIX + value.substring(0, dot), value.substring(dot + 1)));
  }

  /**
   * Returns the value of the {@code Set-Cookie} header; without a lifetime, the cookie is deleted
   * when the browser is closed.
   */
  String header(BaseUrlProvider base, TenantContext tenant, Optional<Duration> lifetime) {
    return cookie(base, tenant).set(sessionId.substring(PREFIX.length()) + "." + secret, lifetime);
  }

  static String clearingHeader(BaseUrlProvider base, TenantContext tenant) {
    return cookie(base, tenant).clear();
  }

  private static TenantCookie cookie(BaseUrlProvider base, TenantContext tenant) {
    return TenantCookie.ofSession(base.value(), tenant);
  }

  @Override
  public String toString() {
    return "SessionCookie[" + sessionId + "]";
  }
}
