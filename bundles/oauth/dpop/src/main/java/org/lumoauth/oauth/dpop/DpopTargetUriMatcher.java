/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.dpop;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Compares HTTP URIs without query and fragment, after syntax-based and scheme-based normalization
 * (RFC 9449 section 4.3, RFC 3986 sections 6.2.2 and 6.2.3).
 */
final class DpopTargetUriMatcher {

  private static final Pattern ENCODED = Pattern.compile("%([0-9A-Fa-f]{2})");
  private static final String UNRESERVED = "[A-Za-z0-9._~-]";

  private DpopTargetUriMatcher() {}

  /**
   * Returns whether both URIs identify the same resource; false if one of them is not an absolute
   * HTTP URI.
   */
  static boolean isSame(String one, String other) {
    Optional<String> normal = normal(one);
    return normal.isPresent() && normal.equals(normal(other));
  }

  private static Optional<String> normal(String text) {
    try {
      URI uri = new URI(text);
      if (uri.getScheme() == null || uri.getHost() == null || uri.getRawUserInfo() != null) {
        return Optional.empty();
      }
      String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
      String host = uri.getHost().toLowerCase(Locale.ROOT);
      return Optional.of(scheme + "://" + host + port(scheme, uri.getPort()) + path(uri));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static String port(String scheme, int port) {
    int usual = scheme.equals("https") ? 443 : 80;
    return port < 0 || port == usual ? "" : ":" + port;
  }

  private static String path(URI uri) {
    String path = uri.getRawPath() == null ? "" : uri.getRawPath();
    Matcher encoded = ENCODED.matcher(path);
    String decoded =
        encoded.replaceAll(
            octet -> {
              String character = String.valueOf((char) Integer.parseInt(octet.group(1), 16));
              return character.matches(UNRESERVED)
                  ? character
                  : octet.group().toUpperCase(Locale.ROOT);
            });
    String plain = URI.create(decoded).normalize().getRawPath();
    return plain.isEmpty() ? "/" : plain;
  }
}
