/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.web;

import org.lumoauth.api.authz.SystemPermissions;
import org.lumoauth.api.relation.RelationSubject;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.HttpExchange;

/**
 * Authorizes queries. Every caller may check its own relations. Queries about other subjects, with
 * contextual tuples (which could disclose stored tuples) or with explanations require {@code
 * authz.check}.
 */
final class RelationQueryGuard {

  private RelationQueryGuard() {}

  /**
   * Requires that the caller may send the query.
   *
   * @throws ApiException 403 {@code insufficient_permissions} if it may not
   */
  static void requireMayAsk(
      HttpExchange exchange, RelationQueryBody body, RelationSubject subject) {
    if (!isCaller(exchange, subject) || body.hasContextualTuples() || body.explains()) {
      requireCheckPermission(exchange);
    }
  }

  /**
   * Requires the permission for queries about other subjects.
   *
   * @throws ApiException 403 {@code insufficient_permissions} if the caller does not have it
   */
  static void requireCheckPermission(HttpExchange exchange) {
    try {
      exchange.require(SystemPermissions.AUTHZ_CHECK);
    } catch (ApiException problem) {
      throw problem.status() == 403
          ? new ApiException(
              403,
              "insufficient_permissions",
              "The query requires the permission authz.check or the scope authz:check.")
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
