package org.lumoauth.oauth.clientidmetadata;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which identifiers are addresses of documents: {@code https} URLs with a path, without user,
 * fragment and dot segments (draft section 3). What is not written the one way is none.
 */
final class ClientIdUrl {

  private static final String SCHEME = "https://";

  /** What the audit log keeps of an identifier. */
  private static final int MAX_LENGTH = 255;

  private static final Pattern WRITTEN =
      Pattern.compile("https://[a-z0-9.\\-\\[\\]:]+/[A-Za-z0-9\\-._~:/?@!$&'()*+,;=%]*");

  private static final Pattern TRICKS =
      Pattern.compile("(?:^|/)(?:\\.|%2e){1,2}(?:/|$)|%(?:2f|5c|00)", Pattern.CASE_INSENSITIVE);

  private ClientIdUrl() {}

  /** The address; empty if the identifier is none. */
  static Optional<URI> of(String clientId) {
    if (!clientId.startsWith(SCHEME)
        || clientId.length() > MAX_LENGTH
        || !WRITTEN.matcher(clientId).matches()) {
      return Optional.empty();
    }
    try {
      URI uri = new URI(clientId);
      return Optional.of(uri)
          .filter(url -> url.getHost() != null && url.getRawUserInfo() == null)
          .filter(url -> !TRICKS.matcher(url.getRawPath()).find());
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
