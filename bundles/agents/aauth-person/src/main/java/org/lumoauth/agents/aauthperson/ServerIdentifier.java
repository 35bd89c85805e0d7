package org.lumoauth.agents.aauthperson;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * URLs that name servers: {@code https}, a host in lower case, nothing else (section Server
 * Identifiers). A loopback address may have a port, for development. The draft knows no path; ours
 * and those of other servers with tenants have one.
 */
public final class ServerIdentifier {

  private static final Pattern HOST =
      Pattern.compile("https://[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*");
  private static final Pattern LOOPBACK =
      Pattern.compile("https://(localhost|127\\.0\\.0\\.1):\\d{1,5}");
  private static final Pattern PATH = Pattern.compile("(?<!/)(/[A-Za-z0-9._~-]+)+$");
  private static final int MAX_LENGTH = 255; // audit logs have room for no more

  private ServerIdentifier() {}

  /** Whether the text is one. */
  public static boolean is(String text) {
    return text.length() <= MAX_LENGTH
        && (HOST.matcher(text).matches() || LOOPBACK.matcher(text).matches());
  }

  /** Whether the text is one with a path below it, of plain segments. */
  public static boolean isWithPath(String text) {
    Matcher path = PATH.matcher(text);
    return text.length() <= MAX_LENGTH
        && path.find()
        && is(text.substring(0, path.start()))
        && !text.substring(path.start()).matches(".*/\\.{1,2}(/.*)?");
  }

  /** The server of a URL of its. */
  public static String of(String url) {
    URI uri = URI.create(url);
    return uri.getScheme() + "://" + uri.getRawAuthority();
  }

  /** The host that a server identifier names. */
  public static String host(String identifier) {
    return identifier.substring("https://".length()).replaceFirst(":\\d+$", "");
  }
}
