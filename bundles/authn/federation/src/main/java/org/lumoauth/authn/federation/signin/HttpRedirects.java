package org.lumoauth.authn.federation.signin;

import javax.servlet.http.HttpServletResponse;
import org.lumoauth.api.authn.SignInService.SignInRedirect;
import org.lumoauth.platform.web.HttpExchange;

/** Redirections with the status that other servers of this API use. */
final class HttpRedirects {
  private HttpRedirects() {}

  /** Answers with a redirection (302) that no cache may keep. */
  static void found(HttpExchange exchange, String location) {
    exchange.redirect(location);
    exchange.response().setStatus(HttpServletResponse.SC_FOUND);
  }

  /** The same to a sign-in that was begun for the browser. */
  static void found(HttpExchange exchange, SignInRedirect signIn) {
    exchange.redirect(signIn);
    exchange.response().setStatus(HttpServletResponse.SC_FOUND);
  }
}
