/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clientidmetadata;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Recognizes client IDs that are URLs of metadata documents: {@code https} URLs with a path,
 * without user information, fragment and dot segments (draft section 3). A URL that is not in
 * normal form is not accepted.
 */
final class ClientIdUrlParser {

  private static final String SCHEME = "https://";

  /** The maximum length of an identifier in the audit log. */
  private static final int MAX_LENGTH = 255;

  private static final Pattern WRITTEN =
      Pattern.compile("https://[a-z0-9.\\-\\[\\]:]+/[A-Za-z0-9\\-._~:/?@!$&'()*+,;=%]*");

  private static final Pattern TRICKS =
      Pattern.compile("(?:^|/)(?:\\.|%2e){1,2}(?:/|$)|%(?:2f|5c|00)", Pattern.CASE_INSENSITIVE);

  private ClientIdUrlParser() {}

  /** Returns the URL; empty if the client ID is not a document URL. */
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
