package org.lumoauth.platform.web;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How a redirect URI is written. What reads differently to different readers can't be registered,
 * and is refused where it was registered in spite of that (RFC 9700 section 4.1).
 */
public final class RedirectText {

  private static final int MAX_LENGTH = 2_048;

  /** RFC 3986 section 2: everything that a URI is written with, but {@code #}. */
  private static final Pattern WRITTEN =
      Pattern.compile("[A-Za-z0-9\\-._~:/?\\[\\]@!$&'()*+,;=%]+");

  private static final Pattern TRICKS =
      Pattern.compile("%(?:2[ef]|5c|[01][0-9a-f]|7f|25)", Pattern.CASE_INSENSITIVE);

  private static final Set<String> NEVER =
      Set.of("javascript", "data", "vbscript", "file", "about", "blob", "view-source", "mailto");

  private RedirectText() {}

  /** What is wrong with it; empty if nothing is. */
  public static Optional<RedirectRefusal> refusal(String uri) {
    if (uri.length() > MAX_LENGTH) {
      return Optional.of(RedirectRefusal.TOO_LONG);
    }
    if (!WRITTEN.matcher(uri).matches()) {
      return Optional.of(RedirectRefusal.UNWRITABLE);
    }
    try {
      return refusal(new URI(uri));
    } catch (URISyntaxException e) {
      return Optional.of(RedirectRefusal.NO_URI);
    }
  }

  private static Optional<RedirectRefusal> refusal(URI uri) {
    if (uri.getScheme() == null) {
      return Optional.of(RedirectRefusal.NO_URI);
    }
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    if (NEVER.contains(scheme)) {
      return Optional.of(RedirectRefusal.SCHEME);
    }
    if (uri.getRawAuthority() != null && uri.getRawAuthority().contains("@")) {
      return Optional.of(RedirectRefusal.USER);
    }
    if (scheme.startsWith("http") && uri.getHost() == null) {
      return Optional.of(RedirectRefusal.NO_HOST);
    }
    return ofPath(uri.isOpaque() ? uri.getRawSchemeSpecificPart() : uri.getRawPath());
  }

  private static Optional<RedirectRefusal> ofPath(String path) {
    if (TRICKS.matcher(path).find()) {
      return Optional.of(RedirectRefusal.ENCODED);
    }
    return Arrays.stream(path.split("/")).anyMatch(part -> part.equals(".") || part.equals(".."))
        ? Optional.of(RedirectRefusal.DOT_SEGMENT)
        : Optional.empty();
  }
}
