package org.lumoauth.platform.web;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.lumoauth.api.authn.HttpRequestView;

/**
 * A cookie of this host alone that scripts cannot read and other sites cannot send with a form (RFC
 * 6265bis sections 4.1.2 and 4.1.3.2). Browsers take one that is marked {@code Secure} over plain
 * HTTP from a loopback address too; elsewhere over plain HTTP there is neither the mark nor the
 * {@code __Host-} prefix.
 *
 * @param name the whole name
 * @param secure whether it is marked {@code Secure}
 */
public record HostCookie(String name, boolean secure) {

  private static final String PREFIX = "__Host-";

  /**
   * The names are RFC 6761's, section 6.3. Each request asks, so that it is no URI that is read.
   */
  private static final Pattern LOOPBACK =
      Pattern.compile(
          "http://(?:(?:[^/?#@:\\[\\]]+\\.)?localhost|\\[::1]|127(?:\\.[0-9]{1,3}){3})(?::[0-9]*)?"
              + "(?:[/?#].*)?");

  /**
   * The cookie of this name on a server.
   *
   * @param baseUrl where people reach the server
   * @param name letters, digits, hyphens and dots
   */
  public static HostCookie of(String baseUrl, String name) {
    boolean secure = isSecure(baseUrl);
    return new HostCookie(secure ? PREFIX + name : name, secure);
  }

  /** Whether cookies of a server with this base URL can be marked {@code Secure}. */
  public static boolean isSecure(String baseUrl) {
    return baseUrl.startsWith("https:") || LOOPBACK.matcher(baseUrl).matches();
  }

  /** The value that the browser sent. */
  public Optional<String> read(HttpRequestView request) {
    return request.cookie(name).filter(value -> !value.isEmpty());
  }

  /**
   * The value of the {@code Set-Cookie} header that gives it to the browser.
   *
   * @param value letters, digits and {@code - _ . ~}
   * @param lifetime how long the browser keeps it; empty until it is closed
   */
  public String set(String value, Optional<Duration> lifetime) {
    return name
        + "="
        + value
        + "; Path=/; HttpOnly; SameSite=Lax"
        + (secure ? "; Secure" : "")
        + lifetime.map(time -> "; Max-Age=" + time.toSeconds()).orElse("");
  }

  /** The value of the {@code Set-Cookie} header that takes it from the browser. */
  public String clear() {
    return set("", Optional.of(Duration.ZERO));
  }
}
