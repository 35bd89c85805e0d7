package org.lumoauth.platform.web;

import javax.servlet.http.HttpServletResponse;
import org.lumoauth.api.oauth.OAuthException;

/** Headers of answers that no cache may keep. */
public final class NoStoreHeaders {

  private NoStoreHeaders() {}

  /** RFC 6749 section 5.1. */
  public static void setNoStore(HttpServletResponse response) {
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("Pragma", "no-cache");
  }

  /** RFC 6749 section 5.2 and RFC 9110 section 15.5.2: a 401 says how to authenticate. */
  public static void setChallenge(HttpServletResponse response, OAuthException refusal) {
    if (refusal.status() == HttpServletResponse.SC_UNAUTHORIZED) {
      response.setHeader("WWW-Authenticate", "Basic realm=\"lumoauth\", charset=\"UTF-8\"");
    }
  }
}
