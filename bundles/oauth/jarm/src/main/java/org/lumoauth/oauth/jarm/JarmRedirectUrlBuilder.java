/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.jarm;

import org.lumoauth.support.encoding.UrlParameterEncoder;

/** Adds a signed response to a redirect URI. */
final class JarmRedirectUrlBuilder {

  private static final String PARAMETER = "response=";

  private JarmRedirectUrlBuilder() {}

  static String withQuery(String redirectUri, String jwt) {
    return redirectUri
        + (redirectUri.contains("?") ? '&' : '?')
        + PARAMETER
        + UrlParameterEncoder.encode(jwt);
  }

  static String withFragment(String redirectUri, String jwt) {
    return redirectUri + '#' + PARAMETER + UrlParameterEncoder.encode(jwt);
  }
}
