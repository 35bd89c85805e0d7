/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federation.signin;

import javax.servlet.http.HttpServletResponse;
import org.lumoauth.api.authn.SignInService.SignInRedirect;
import org.lumoauth.platform.web.HttpExchange;

/** Sends redirects with status 302. */
final class HttpRedirects {
  private HttpRedirects() {}

  /** Sends an uncacheable redirect (302). */
  static void found(HttpExchange exchange, String location) {
    exchange.redirect(location);
    exchange.response().setStatus(HttpServletResponse.SC_FOUND);
  }

  /** Sends a redirect to a sign-in started for the browser. */
  static void found(HttpExchange exchange, SignInRedirect signIn) {
    exchange.redirect(signIn);
    exchange.response().setStatus(HttpServletResponse.SC_FOUND);
  }
}
