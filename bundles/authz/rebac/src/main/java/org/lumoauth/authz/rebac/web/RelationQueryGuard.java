package org.lumoauth.authz.rebac.web;

import org.lumoauth.api.authz.SystemPermissions;
import org.lumoauth.api.relation.RelationSubject;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.HttpExchange;

/**
 * Everybody may ask a plain question about themselves. About others, with tuples that are supposed
 * (by which one could find out what is kept), or for the reasons, one needs {@code authz.check}.
 */
final class RelationQueryGuard {

  private RelationQueryGuard() {}

  /**
   * @throws ApiException 403 {@code insufficient_permissions}
   */
  static void requireMayAsk(
      HttpExchange exchange, RelationQueryBody body, RelationSubject subject) {
    if (!isCaller(exchange, subject) || body.hasContextualTuples() || body.explains()) {
      requireCheckPermission(exchange);
    }
  }

  /**
   * @throws ApiException 403 {@code insufficient_permissions}
   */
  static void requireCheckPermission(HttpExchange exchange) {
    try {
      exchange.require(SystemPermissions.AUTHZ_CHECK);
    } catch (ApiException problem) {
      throw problem.status() == 403
          ? new ApiException(
              403,
              "insufficient_permissions",
              "This question needs the permission authz.check or the scope authz:check.")
          : problem;
    }
  }

  private static boolean isCaller(HttpExchange exchange, RelationSubject subject) {
    var caller = exchange.caller().subject();
    return subject.relation().isEmpty()
        && subject.type().equals(caller.type())
        && subject.id().equals(caller.id());
  }
}
