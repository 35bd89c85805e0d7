package org.lumoauth.authn.federation.signin;

import javax.servlet.http.HttpServletResponse;
import org.lumoauth.platform.web.Exchange;

/** Redirections with the status that other servers of this API use. */
final class Redirection {
  private Redirection() {}

  /** Answers with a redirection (302) that no cache may keep. */
  static void found(Exchange exchange, String location) {
    exchange.redirect(location);
    exchange.response().setStatus(HttpServletResponse.SC_FOUND);
  }
}
