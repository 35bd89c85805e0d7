/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clients.metadata;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.address.RedirectUriValidator;
import org.lumoauth.support.encoding.WebUrlParser;

/** Validates the URIs that a client may register. */
public final class ClientRedirectUriValidator {

  private static final int MAX_SHOWN = 200;

  private ClientRedirectUriValidator() {}

  /**
   * Validates redirect URIs: https, http on a loopback address (RFC 8252 section 7.3), or a
   * private-use scheme that is a reversed domain name (section 7.1); absolute and without fragment
   * (RFC 6749 section 3.1.2), and in a form that the authorization endpoint redirects to.
   */
  public static List<String> check(String member, List<String> uris) {
    uris.forEach(
        text -> {
          URI uri = absolute(member, text);
          String scheme = uri.getScheme();
          boolean allowed =
              switch (scheme) {
                case "https" -> uri.getHost() != null && uri.getRawUserInfo() == null;
                case "http" ->
                    uri.getRawUserInfo() == null && WebUrlParser.isLoopback(uri.getHost());
                default -> scheme.contains(".");
              };
          if (!allowed || text.contains("*")) {
            throw ApiException.invalid(
                member,
                "The redirect URI "
                    + shown(text)
                    + " is not allowed: it must use https, http on a loopback address, or a"
                    + " private-use scheme with a dot in it, and must not contain a wildcard.");
          }
          RedirectUriValidator.findProblem(text)
              .ifPresent(
                  refusal -> {
                    throw ApiException.invalid(
                        member,
                        "The redirect URI " + shown(text) + " is not allowed: " + refusal.reason());
                  });
        });
    return uris;
  }

  /** Validates resource identifiers (RFC 8707 section 2). */
  public static List<String> audiences(List<String> uris) {
    uris.forEach(text -> absolute("audienceUris", text));
    return uris;
  }

  private static URI absolute(String member, String text) {
    try {
      URI uri = new URI(text);
      if (uri.isAbsolute() && uri.getRawFragment() == null && !text.contains(" ")) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // rejected below
    }
    throw ApiException.invalid(
        member,
        "The item "
            + shown(text)
            + " of "
            + member
            + " must be an absolute URI without a fragment.");
  }

  /**
   * Returns a URI with the characters that an error description may have (RFC 6749 section 5.2).
   */
  private static String shown(String uri) {
    String start = uri.length() > MAX_SHOWN ? uri.substring(0, MAX_SHOWN) + "..." : uri;
    return start.replaceAll("[^\\x20\\x21\\x23-\\x5B\\x5D-\\x7E]", "?");
  }
}
