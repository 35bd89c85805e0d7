/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clientidmetadata;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import org.lumoauth.platform.web.address.RedirectUriValidator;
import org.lumoauth.support.encoding.WebUrlParser;

/** Validates the redirect URIs of a metadata document with the rules for registered clients. */
final class CimdRedirectUriValidator {

  private CimdRedirectUriValidator() {}

  /**
   * Validates redirect URIs. Permitted are {@code https}, {@code http} on a loopback address (RFC
   * 8252 section 7.3) and private-use schemes based on a reversed domain name (section 7.1). A URI
   * must be absolute, without fragment (RFC 6749 section 3.1.2), user information and wildcard, and
   * in a form that the authorization endpoint accepts.
   */
  static void check(List<String> uris) throws InvalidClientMetadataException {
    if (uris.isEmpty()) {
      throw new InvalidClientMetadataException("redirect_uris is required");
    }
    for (String uri : uris) {
      if (!allowed(uri)) {
        throw new InvalidClientMetadataException(
            "a redirect URI does not use https, http on a loopback address, or a "
                + "private-use scheme with a dot");
      }
    }
  }

  /** Returns whether responses to the URI reach a program on the user's device. */
  static boolean isLoopback(String uri) {
    return uri.startsWith("http://");
  }

  private static boolean allowed(String text) {
    if (text.contains("*") || RedirectUriValidator.findProblem(text).isPresent()) {
      return false;
    }
    try {
      URI uri = new URI(text);
      if (!uri.isAbsolute() || uri.getRawFragment() != null || uri.getRawUserInfo() != null) {
        return false;
      }
      return switch (uri.getScheme()) {
        case "https" -> uri.getHost() != null;
        case "http" -> WebUrlParser.isLoopback(uri.getHost());
        default -> uri.getScheme().contains(".");
      };
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
