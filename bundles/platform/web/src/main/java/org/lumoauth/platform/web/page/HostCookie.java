/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.page;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.lumoauth.api.authn.HttpRequestView;

/**
 * A host-only cookie that scripts cannot read and other sites cannot send with a form (RFC 6265bis
 * sections 4.1.2 and 4.1.3.2). Browsers also accept the {@code Secure} attribute over plain HTTP
 * from a loopback address. On any other plain HTTP address the cookie has neither that attribute
 * nor the {@code __Host-} prefix.
 *
 * @param name the full cookie name
 * @param secure whether it has the {@code Secure} attribute
 */
public record HostCookie(String name, boolean secure) {

  private static final String PREFIX = "__Host-";

  /**
   * Loopback names per RFC 6761 section 6.3. Evaluated for each request, so the URL is matched and
   * not parsed as a URI.
   */
  private static final Pattern LOOPBACK =
      Pattern.compile(
          "http://(?:(?:[^/?#@:\\[\\]]+\\.)?localhost|\\[::1]|127(?:\\.[0-9]{1,3}){3})(?::[0-9]*)?"
              + "(?:[/?#].*)?");

  /**
   * Returns the cookie with this name for a server.
   *
   * @param baseUrl the public base URL of the server
   * @param name letters, digits, hyphens and dots
   */
  public static HostCookie of(String baseUrl, String name) {
    boolean secure = isSecure(baseUrl);
    return new HostCookie(secure ? PREFIX + name : name, secure);
  }

  /**
   * Returns whether cookies of a server with this base URL can have the {@code Secure} attribute.
   */
  public static boolean isSecure(String baseUrl) {
    return baseUrl.startsWith("https:") || LOOPBACK.matcher(baseUrl).matches();
  }

  /** Returns the value that the browser sent. */
  public Optional<String> read(HttpRequestView request) {
    return request.cookie(name).filter(value -> !value.isEmpty());
  }

  /**
   * Returns the {@code Set-Cookie} header value that stores the cookie.
   *
   * @param value letters, digits and {@code - _ . ~}
   * @param lifetime how long the browser keeps the cookie; empty for a session cookie
   */
  public String set(String value, Optional<Duration> lifetime) {
    return name
        + "="
        + value
        + "; Path=/; HttpOnly; SameSite=Lax"
        + (secure ? "; Secure" : "")
        + lifetime.map(time -> "; Max-Age=" + time.toSeconds()).orElse("");
  }

  /** Returns the {@code Set-Cookie} header value that deletes the cookie. */
  public String clear() {
    return set("", Optional.of(Duration.ZERO));
  }
}
