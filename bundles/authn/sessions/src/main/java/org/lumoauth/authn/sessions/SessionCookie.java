package org.lumoauth.authn.sessions;

import java.time.Duration;
import java.util.Optional;
import org.lumoauth.api.authn.HttpRequestView;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.BaseUrlProvider;
import org.lumoauth.platform.web.TenantCookie;

/**
 * What the browser of a session keeps: the session's id, to find it by, and the secret that alone
 * proves it. The cookie has the tenant in its name: those of two tenants on one host stand side by
 * side.
 *
 * @param sessionId names the session
 * @param secret 256 bits
 */
record SessionCookie(String sessionId, String secret) {
  private static final String PREFIX = "ses_";
  private static final int MAX_LENGTH = 100;

  /** The cookie that the browser sent, if it has the form of one. */
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

  /** The value of the {@code Set-Cookie} header; without a lifetime it ends with the browser. */
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
