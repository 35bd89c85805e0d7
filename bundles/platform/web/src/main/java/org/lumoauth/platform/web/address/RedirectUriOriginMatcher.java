/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.address;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks whether a URL has the origin of one of a client's redirect URIs: the same scheme, host and
 * port (RFC 6454 section 5).
 */
public final class RedirectUriOriginMatcher {

  private static final Pattern NAME_AND_PORT =
      Pattern.compile("([A-Za-z0-9._-]+)(?::([0-9]{1,5}))?");

  private record RedirectOrigin(String scheme, String host, int port) {}

  private RedirectUriOriginMatcher() {}

  /**
   * Returns whether one of the redirect URIs has the origin of the address.
   *
   * @param redirectUris as registered; those without a web origin are ignored
   * @param address an https or http URL; others have no origin
   */
  public static boolean anyMatches(Collection<String> redirectUris, String address) {
    return origin(address)
        .map(
            asked ->
                redirectUris.stream().flatMap(uri -> origin(uri).stream()).anyMatch(asked::equals))
        .orElse(false);
  }

  private static Optional<RedirectOrigin> origin(String text) {
    try {
      URI uri = new URI(text);
      if (uri.getScheme() == null || uri.getRawUserInfo() != null) {
        return Optional.empty();
      }
      String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
      if (uri.getHost() == null) {
        return unparsed(scheme, uri.getRawAuthority());
      }
      OptionalInt port = uri.getPort() < 0 ? usualPort(scheme) : OptionalInt.of(uri.getPort());
      return port.isEmpty()
          ? Optional.empty()
          : Optional.of(
              new RedirectOrigin(scheme, uri.getHost().toLowerCase(Locale.ROOT), port.getAsInt()));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /** Handles a host name with an underscore, which {@link URI} does not split from its port. */
  private static Optional<RedirectOrigin> unparsed(String scheme, String authority) {
    if (authority == null) {
      return Optional.empty();
    }
    Matcher parts = NAME_AND_PORT.matcher(authority);
    OptionalInt usual = usualPort(scheme);
    if (!parts.matches() || usual.isEmpty()) {
      return Optional.empty();
    }
    int port = parts.group(2) == null ? usual.getAsInt() : Integer.parseInt(parts.group(2));
    return Optional.of(new RedirectOrigin(scheme, parts.group(1).toLowerCase(Locale.ROOT), port));
  }

  private static OptionalInt usualPort(String scheme) {
    return switch (scheme) {
      case "https" -> OptionalInt.of(443);
      case "http" -> OptionalInt.of(80);
      default -> OptionalInt.empty();
    };
  }
}
