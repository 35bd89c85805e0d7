package org.lumoauth.agents.mcp.server;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.lumoauth.api.outbound.WebUrlParser;

/**
 * What may identify an MCP server: an absolute URI that has one spelling (RFC 8707 section 2, MCP
 * authorization, "canonical server URI").
 */
final class McpResourceUri {

  static final int MAX_LENGTH = 500;

  private static final Pattern WRITTEN = Pattern.compile("[A-Za-z0-9\\-._~:/\\[\\]@!$&'()*+,;=%]+");
  private static final Pattern ROOT = Pattern.compile("https?://[^/]+/");
  private static final Pattern TRICKS =
      Pattern.compile("(?:^|/)(?:\\.|%2e){1,2}(?:/|$)|%(?:2f|5c|00)", Pattern.CASE_INSENSITIVE);

  private McpResourceUri() {}

  /** What is wrong with it, as a sentence. */
  static Optional<String> fault(String text) {
    if (text.length() > MAX_LENGTH || !WRITTEN.matcher(text).matches()) {
      return Optional.of(
          "It is an absolute URI of at most "
              + MAX_LENGTH
              + " ASCII characters without query and fragment.");
    }
    try {
      URI uri = new URI(text);
      if (uri.getScheme() == null || uri.getHost() == null || uri.getRawUserInfo() != null) {
        return Optional.of("It needs a scheme and a host, and names no user.");
      }
      if (!plain(uri)) {
        return Optional.of(
            "Scheme and host are in lower case, the port is not the scheme's own, and the path has"
                + " no dot segments: each server has one spelling.");
      }
      if (uri.getRawPath().equals("/")) {
        return Optional.of("Leave the slash out that stands alone behind the host.");
      }
      return transport(uri);
    } catch (URISyntaxException e) {
      return Optional.of("It is no URI.");
    }
  }

  /**
   * The registered spelling of what a client names: libraries add a slash where there is no path
   * (MCP authorization, "Canonical Server URI": servers take both).
   */
  static String canonical(String resource) {
    return ROOT.matcher(resource).matches()
        ? resource.substring(0, resource.length() - 1)
        : resource;
  }

  private static boolean plain(URI uri) {
    String front = uri.getScheme() + uri.getHost();
    int own = uri.getScheme().equals("https") ? 443 : 80;
    return front.equals(front.toLowerCase(Locale.ROOT))
        && uri.getPort() != own
        && !TRICKS.matcher(uri.getRawPath()).find();
  }

  private static Optional<String> transport(URI uri) {
    boolean fine =
        uri.getScheme().equals("https")
            || (uri.getScheme().equals("http") && WebUrlParser.isLoopback(uri.getHost()));
    return fine
        ? Optional.empty()
        : Optional.of("It begins with https://; http:// is for loopback addresses alone.");
  }
}
