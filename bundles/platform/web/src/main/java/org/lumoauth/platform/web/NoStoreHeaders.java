/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web;

import javax.servlet.http.HttpServletResponse;
import org.lumoauth.api.oauth.OAuthException;

/** Sets headers of responses that must not be cached. */
public final class NoStoreHeaders {

  private NoStoreHeaders() {}

  /** Sets the headers of RFC 6749 section 5.1. */
  public static void setNoStore(HttpServletResponse response) {
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("Pragma", "no-cache");
  }

  /** Sets the challenge of a 401 response (RFC 6749 section 5.2, RFC 9110 section 15.5.2). */
  public static void setChallenge(HttpServletResponse response, OAuthException refusal) {
    if (refusal.status() == HttpServletResponse.SC_UNAUTHORIZED) {
      response.setHeader("WWW-Authenticate", "Basic realm=\"lumoauth\", charset=\"UTF-8\"");
    }
  }
}
