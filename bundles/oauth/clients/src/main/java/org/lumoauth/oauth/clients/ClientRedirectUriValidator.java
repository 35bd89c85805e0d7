package org.lumoauth.oauth.clients;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import org.lumoauth.api.outbound.WebUrlParser;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.RedirectUriValidator;

/** Which URIs a client may register. */
public final class ClientRedirectUriValidator {

  private ClientRedirectUriValidator() {}

  /**
   * Redirect URIs: https, http on a loopback address (RFC 8252 section 7.3) or a private-use scheme
   * that is a domain name turned round (section 7.1); absolute and without fragment (RFC 6749
   * section 3.1.2), and written so that the authorization endpoint goes there.
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
                "A redirect URI is https, http on a loopback address, or a private-use scheme with"
                    + " a dot in it; no wildcard.");
          }
          RedirectUriValidator.findProblem(text)
              .ifPresent(
                  refusal -> {
                    throw ApiException.invalid(
                        member, "An item of " + member + " can't be used: " + refusal.reason());
                  });
        });
    return uris;
  }

  /** Resource identifiers (RFC 8707 section 2). */
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
      // refused below
    }
    throw ApiException.invalid(
        member, "An item of " + member + " is no absolute URI without fragment.");
  }
}
