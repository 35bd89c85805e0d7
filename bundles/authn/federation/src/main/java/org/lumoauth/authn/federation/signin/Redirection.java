package org.lumoauth.authn.federation.signin;

import javax.servlet.http.HttpServletResponse;
import org.lumoauth.api.authn.SignIn.Begun;
import org.lumoauth.platform.web.Exchange;

/** Redirections with the status that other servers of this API use. */
final class Redirection {
  private Redirection() {}

  /** Answers with a redirection (302) that no cache may keep. */
  static void found(Exchange exchange, String location) {
    exchange.redirect(location);
    exchange.response().setStatus(HttpServletResponse.SC_FOUND);
  }

  /** The same to a sign-in that was begun for the browser. */
  static void found(Exchange exchange, Begun signIn) {
    exchange.redirect(signIn);
    exchange.response().setStatus(HttpServletResponse.SC_FOUND);
  }
}
