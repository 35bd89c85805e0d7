package org.lumoauth.oauth.clientidmetadata;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import org.lumoauth.api.outbound.WebUrlParser;
import org.lumoauth.platform.web.RedirectUriValidator;

/** Which redirect URIs a document may name: those that a client may register. */
final class CimdRedirectUriValidator {

  private CimdRedirectUriValidator() {}

  /**
   * {@code https}, {@code http} on a loopback address (RFC 8252 section 7.3) or a private-use
   * scheme that is a domain name turned round (section 7.1); absolute, without fragment (RFC 6749
   * section 3.1.2), user and wildcard; written so that the authorization endpoint goes there.
   */
  static void check(List<String> uris) throws InvalidClientMetadataException {
    if (uris.isEmpty()) {
      throw new InvalidClientMetadataException("redirect_uris are needed");
    }
    for (String uri : uris) {
      if (!allowed(uri)) {
        throw new InvalidClientMetadataException("a redirect URI is of no kind that is allowed");
      }
    }
  }

  /** Whether answers that go there reach a program on the user's own machine. */
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
