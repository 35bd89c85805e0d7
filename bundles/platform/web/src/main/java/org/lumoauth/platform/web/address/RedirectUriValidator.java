/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.address;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Validates the syntax of redirect URIs. A URI that parsers read differently cannot be registered,
 * and is rejected even if it is registered (RFC 9700 section 4.1).
 */
public final class RedirectUriValidator {

  private static final int MAX_LENGTH = 2_048;

  /** RFC 3986 section 2: every character of a URI except {@code #}. */
  private static final Pattern WRITTEN =
      Pattern.compile("[A-Za-z0-9\\-._~:/?\\[\\]@!$&'()*+,;=%]+");

  private static final Pattern TRICKS =
      Pattern.compile("%(?:2[ef]|5c|[01][0-9a-f]|7f|25)", Pattern.CASE_INSENSITIVE);

  private static final Set<String> NEVER =
      Set.of("javascript", "data", "vbscript", "file", "about", "blob", "view-source", "mailto");

  private RedirectUriValidator() {}

  /** Returns the problem with the URI; empty if it is valid. */
  public static Optional<RedirectUriProblem> findProblem(String uri) {
    if (uri.length() > MAX_LENGTH) {
      return Optional.of(RedirectUriProblem.TOO_LONG);
    }
    if (!WRITTEN.matcher(uri).matches()) {
      return Optional.of(RedirectUriProblem.UNWRITABLE);
    }
    try {
      return findProblem(new URI(uri));
    } catch (URISyntaxException e) {
      return Optional.of(RedirectUriProblem.NO_URI);
    }
  }

  private static Optional<RedirectUriProblem> findProblem(URI uri) {
    if (uri.getScheme() == null) {
      return Optional.of(RedirectUriProblem.NO_URI);
    }
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    if (NEVER.contains(scheme)) {
      return Optional.of(RedirectUriProblem.SCHEME);
    }
    if (uri.getRawAuthority() != null && uri.getRawAuthority().contains("@")) {
      return Optional.of(RedirectUriProblem.USER);
    }
    if (scheme.startsWith("http") && uri.getHost() == null) {
      return Optional.of(RedirectUriProblem.NO_HOST);
    }
    return ofPath(uri.isOpaque() ? uri.getRawSchemeSpecificPart() : uri.getRawPath());
  }

  private static Optional<RedirectUriProblem> ofPath(String path) {
    if (TRICKS.matcher(path).find()) {
      return Optional.of(RedirectUriProblem.ENCODED);
    }
    return Arrays.stream(path.split("/")).anyMatch(part -> part.equals(".") || part.equals(".."))
        ? Optional.of(RedirectUriProblem.DOT_SEGMENT)
        : Optional.empty();
  }
}
