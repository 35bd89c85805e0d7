package org.lumoauth.oauth.jarm;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Puts a signed response into a redirect URI. */
final class Urls {

  private static final String PARAMETER = "response=";

  private Urls() {}

  static String withQuery(String redirectUri, String jwt) {
    return redirectUri + (redirectUri.contains("?") ? '&' : '?') + PARAMETER + encode(jwt);
  }

  static String withFragment(String redirectUri, String jwt) {
    return redirectUri + '#' + PARAMETER + encode(jwt);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
