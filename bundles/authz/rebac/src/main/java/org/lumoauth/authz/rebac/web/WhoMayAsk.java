package org.lumoauth.authz.rebac.web;

import org.lumoauth.api.authz.SystemPermissions;
import org.lumoauth.api.relation.RelationSubject;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.web.Exchange;

/**
 * Everybody may ask a plain question about themselves. About others, with tuples that are supposed
 * (by which one could find out what is kept), or for the reasons, one needs {@code authz.check}.
 */
final class WhoMayAsk {

  private WhoMayAsk() {}

  /**
   * @throws Problem 403 {@code insufficient_permissions}
   */
  static void check(Exchange exchange, QuestionBody body, RelationSubject subject) {
    if (!isCaller(exchange, subject) || body.hasContextualTuples() || body.explains()) {
      anything(exchange);
    }
  }

  /**
   * @throws Problem 403 {@code insufficient_permissions}
   */
  static void anything(Exchange exchange) {
    try {
      exchange.require(SystemPermissions.AUTHZ_CHECK);
    } catch (Problem problem) {
      throw problem.status() == 403
          ? new Problem(
              403,
              "insufficient_permissions",
              "This question needs the permission authz.check or the scope authz:check.")
          : problem;
    }
  }

  private static boolean isCaller(Exchange exchange, RelationSubject subject) {
    var caller = exchange.caller().subject();
    return subject.relation().isEmpty()
        && subject.type().equals(caller.type())
        && subject.id().equals(caller.id());
  }
}
