/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.authorizationcode.request;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.platform.web.address.RedirectUriProblem;
import org.lumoauth.platform.web.address.RedirectUriValidator;

/**
 * Matches redirect URIs against those that a client registered. The comparison is exact (RFC 9700
 * section 4.1.3); a native client may use any port of a registered loopback URI (RFC 8252 section
 * 7.3). A URI that parsers may interpret differently never matches.
 */
public final class RedirectUriMatcher {

  private static final Pattern LOOPBACK =
      Pattern.compile("http://(127\\.0\\.0\\.1|\\[::1\\]|localhost)(?::([1-9][0-9]{0,4}))?(/.*|)");

  private RedirectUriMatcher() {}

  /** Returns whether responses may be sent to the URI. */
  public static boolean isRegistered(Client client, String uri) {
    return refusal(client, uri).isEmpty();
  }

  /** Returns why responses may not be sent to the URI; empty if they may. */
  static Optional<RedirectUriProblem> refusal(Client client, String uri) {
    Optional<RedirectUriProblem> written = RedirectUriValidator.findProblem(uri);
    if (written.isPresent()) {
      return written;
    }
    boolean known =
        client.redirectUris().stream()
            .anyMatch(one -> one.equals(uri) || (nativeApp(client) && sameLoopback(one, uri)));
    return known ? Optional.empty() : Optional.of(RedirectUriProblem.NOT_REGISTERED);
  }

  /**
   * Returns the only registered redirect URI, which is used if the request has none (section
   * 3.1.2.3).
   */
  static Optional<String> soleRegistered(Client client) {
    List<String> known = client.redirectUris();
    return known.size() == 1
        ? Optional.of(known.get(0)).filter(uri -> RedirectUriValidator.findProblem(uri).isEmpty())
        : Optional.empty();
  }

  /**
   * Returns the scheme, host and port of the URI; only the scheme for a private-use URI scheme of
   * an app.
   */
  public static String origin(String uri) {
    URI parsed = URI.create(uri);
    return parsed.getRawAuthority() == null
        ? parsed.getScheme() + ":"
        : parsed.getScheme() + "://" + parsed.getRawAuthority();
  }

  /** Returns whether only one app can receive responses at the URI (RFC 8252 section 8.6). */
  public static boolean isClaimedByOneApp(String uri) {
    return uri.startsWith("https://");
  }

  /**
   * Returns whether the client is native. Registration sets the type, {@code web} by default. A
   * client without a type was not registered dynamically and is native if it is public.
   */
  private static boolean nativeApp(Client client) {
    Object type = client.metadata().get("application_type");
    return "native".equals(type) || (type == null && !client.confidential());
  }

  private static boolean sameLoopback(String known, String uri) {
    Matcher registered = LOOPBACK.matcher(known);
    Matcher asked = LOOPBACK.matcher(uri);
    return registered.matches()
        && asked.matches()
        && registered.group(1).equals(asked.group(1))
        && registered.group(3).equals(asked.group(3))
        && (asked.group(2) == null || Integer.parseInt(asked.group(2)) <= 65_535);
  }
}
