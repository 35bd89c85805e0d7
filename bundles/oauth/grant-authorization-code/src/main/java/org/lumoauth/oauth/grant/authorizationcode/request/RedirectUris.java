package org.lumoauth.oauth.grant.authorizationcode.request;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lumoauth.api.oauth.Client;

/**
 * Which redirect URIs are a client's: those that it registered, byte for byte (RFC 9700 section
 * 4.1.3), and for a native client any port of a loopback URI that it registered (RFC 8252 section
 * 7.3). What reads differently to different readers is never one, registered or not.
 */
public final class RedirectUris {

  private static final int MAX_LENGTH = 2_048;

  /** RFC 3986 section 2: everything that a URI is written with, but {@code #}. */
  private static final Pattern WRITTEN =
      Pattern.compile("[A-Za-z0-9\\-._~:/?\\[\\]@!$&'()*+,;=%]+");

  private static final Pattern TRICKS =
      Pattern.compile("%(?:2[ef]|5c|[01][0-9a-f]|7f|25)", Pattern.CASE_INSENSITIVE);

  private static final Set<String> NEVER =
      Set.of("javascript", "data", "vbscript", "file", "about", "blob", "view-source", "mailto");

  private static final Pattern LOOPBACK =
      Pattern.compile("http://(127\\.0\\.0\\.1|\\[::1\\]|localhost)(?::([1-9][0-9]{0,4}))?(/.*|)");

  private RedirectUris() {}

  /** Whether responses may go there. */
  public static boolean registered(Client client, String uri) {
    return sound(uri)
        && client.redirectUris().stream()
            .anyMatch(
                known -> known.equals(uri) || (nativeApp(client) && sameLoopback(known, uri)));
  }

  /** Where responses go if the request does not say: to the only URI there is (section 3.1.2.3). */
  static Optional<String> only(Client client) {
    List<String> known = client.redirectUris();
    return known.size() == 1
        ? Optional.of(known.get(0)).filter(RedirectUris::sound)
        : Optional.empty();
  }

  /** The scheme, host and port that a form or a redirection goes to; a scheme alone for an app. */
  public static String origin(String uri) {
    URI parsed = URI.create(uri);
    return parsed.getRawAuthority() == null
        ? parsed.getScheme() + ":"
        : parsed.getScheme() + "://" + parsed.getRawAuthority();
  }

  /** Whether no other app can receive what is sent there (RFC 8252 section 8.6). */
  public static boolean claimed(String uri) {
    return uri.startsWith("https://");
  }

  private static boolean sound(String uri) {
    if (uri.length() > MAX_LENGTH || !WRITTEN.matcher(uri).matches()) {
      return false;
    }
    try {
      URI parsed = new URI(uri);
      String scheme = parsed.getScheme();
      return scheme != null
          && !NEVER.contains(scheme.toLowerCase(Locale.ROOT))
          && (parsed.getRawAuthority() == null || !parsed.getRawAuthority().contains("@"))
          && (!scheme.toLowerCase(Locale.ROOT).startsWith("http") || parsed.getHost() != null)
          && soundPath(parsed.isOpaque() ? parsed.getRawSchemeSpecificPart() : parsed.getRawPath());
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static boolean soundPath(String path) {
    if (TRICKS.matcher(path).find()) {
      return false;
    }
    for (String segment : path.split("/")) {
      if (segment.equals(".") || segment.equals("..")) {
        return false;
      }
    }
    return true;
  }

  /**
   * One that says so. Registration settles the type, {@code web} for a client that names none; what
   * has no type at all was never registered, and is native if it can keep no secret.
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
