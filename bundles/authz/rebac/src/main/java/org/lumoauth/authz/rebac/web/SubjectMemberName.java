package org.lumoauth.authz.rebac.web;

import org.lumoauth.platform.web.HttpExchange;

/**
 * How an answer names things, which depends on where it was asked.
 *
 * @param subject the name of the subject's member
 */
record SubjectMemberName(String subject) {

  static SubjectMemberName of(HttpExchange exchange) {
    return new SubjectMemberName(exchange.path().startsWith("/authz/") ? "subject" : "user");
  }
}
