package org.lumoauth.authn.sessions.rest;

import org.lumoauth.api.authz.AuthorizationService;
import org.lumoauth.api.authz.Question;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.platform.web.Exchange;

/** Keeps those who may not give roles from signing out those who may. */
final class Rank {
  private static final String GIVE_ROLES = "roles.write";

  private final AuthorizationService authorization;

  Rank(AuthorizationService authorization) {
    this.authorization = authorization;
  }

  /** The caller may act on this user: on one who gives roles only if the caller does too. */
  void requireOver(Exchange exchange, SubjectRef user) {
    var question = Question.of(user, GIVE_ROLES);
    if (authorization.decide(exchange.tenant(), question).permitted()) {
      exchange.require(GIVE_ROLES);
    }
  }
}
