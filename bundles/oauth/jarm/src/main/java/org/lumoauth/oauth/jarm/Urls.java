package org.lumoauth.oauth.jarm;

import org.lumoauth.api.outbound.UrlParameters;

/** Puts a signed response into a redirect URI. */
final class Urls {

  private static final String PARAMETER = "response=";

  private Urls() {}

  static String withQuery(String redirectUri, String jwt) {
    return redirectUri
        + (redirectUri.contains("?") ? '&' : '?')
        + PARAMETER
        + UrlParameters.encoded(jwt);
  }

  static String withFragment(String redirectUri, String jwt) {
    return redirectUri + '#' + PARAMETER + UrlParameters.encoded(jwt);
  }
}
