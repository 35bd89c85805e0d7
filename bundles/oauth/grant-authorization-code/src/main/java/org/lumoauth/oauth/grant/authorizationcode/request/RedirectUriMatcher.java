package org.lumoauth.oauth.grant.authorizationcode.request;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.platform.web.RedirectUriProblem;
import org.lumoauth.platform.web.RedirectUriValidator;

/**
 * Which redirect URIs are a client's: those that it registered, byte for byte (RFC 9700 section
 * 4.1.3), and for a native client any port of a loopback URI that it registered (RFC 8252 section
 * 7.3). What reads differently to different readers is never one, registered or not.
 */
public final class RedirectUriMatcher {

  private static final Pattern LOOPBACK =
      Pattern.compile("http://(127\\.0\\.0\\.1|\\[::1\\]|localhost)(?::([1-9][0-9]{0,4}))?(/.*|)");

  private RedirectUriMatcher() {}

  /** Whether responses may go there. */
  public static boolean isRegistered(Client client, String uri) {
    return refusal(client, uri).isEmpty();
  }

  /** Why responses may not go there; empty if they may. */
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

  /** Where responses go if the request does not say: to the only URI there is (section 3.1.2.3). */
  static Optional<String> soleRegistered(Client client) {
    List<String> known = client.redirectUris();
    return known.size() == 1
        ? Optional.of(known.get(0)).filter(uri -> RedirectUriValidator.findProblem(uri).isEmpty())
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
  public static boolean isClaimedByOneApp(String uri) {
    return uri.startsWith("https://");
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
