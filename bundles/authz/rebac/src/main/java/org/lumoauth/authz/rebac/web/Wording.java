package org.lumoauth.authz.rebac.web;

import org.lumoauth.platform.web.Exchange;

/**
 * How an answer names things, which depends on where it was asked.
 *
 * @param subject the name of the subject's member
 */
record Wording(String subject) {

  static Wording of(Exchange exchange) {
    return new Wording(exchange.path().startsWith("/authz/") ? "subject" : "user");
  }
}
