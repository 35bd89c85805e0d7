package org.lumoauth.authz.rebac.web;

import org.lumoauth.platform.web.HttpExchange;

/**
 * The name of the subject's member in a response, which depends on the endpoint.
 *
 * @param subject the name of the member
 */
record SubjectMemberName(String subject) {

  static SubjectMemberName of(HttpExchange exchange) {
    return new SubjectMemberName(exchange.path().startsWith("/authz/") ? "subject" : "user");
  }
}
