/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.mcp.server;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.lumoauth.support.encoding.WebUrlParser;

/**
 * Validates resource identifiers of MCP servers: absolute URIs in canonical form (RFC 8707 section
 * 2, MCP authorization, "canonical server URI").
 */
final class McpResourceUriValidator {

  static final int MAX_LENGTH = 500;

  private static final Pattern WRITTEN = Pattern.compile("[A-Za-z0-9\\-._~:/\\[\\]@!$&'()*+,;=%]+");
  private static final Pattern ROOT = Pattern.compile("https?://[^/]+/");
  private static final Pattern TRICKS =
      Pattern.compile("(?:^|/)(?:\\.|%2e){1,2}(?:/|$)|%(?:2f|5c|00)", Pattern.CASE_INSENSITIVE);

  private McpResourceUriValidator() {}

  /** Returns the error, without the name of the member; empty if the URI is valid. */
  static Optional<String> fault(String text) {
    if (text.length() > MAX_LENGTH || !WRITTEN.matcher(text).matches()) {
      return Optional.of(
          "must be an absolute URI of at most "
              + MAX_LENGTH
              + " ASCII characters without query and fragment.");
    }
    try {
      URI uri = new URI(text);
      if (uri.getScheme() == null || uri.getHost() == null || uri.getRawUserInfo() != null) {
        return Optional.of("must have a scheme and a host, and no user information.");
      }
      if (!plain(uri)) {
        return Optional.of(
            "must be canonical: scheme and host in lower case, no default port, and no "
                + "dot segments"
                + " in the path.");
      }
      if (uri.getRawPath().equals("/")) {
        return Optional.of("must not end with a slash directly after the host.");
      }
      return transport(uri);
    } catch (URISyntaxException e) {
      return Optional.of("must be a valid URI.");
    }
  }

  /**
   * Returns the registered form of a resource in a request: some libraries add a slash to an empty
   * path (MCP authorization, "Canonical Server URI": servers accept both).
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
        : Optional.of("must begin with https://; http:// is allowed for loopback addresses only.");
  }
}
