package org.lumoauth.authz.rebac.web;

import org.lumoauth.api.relation.ReadConsistency;
import org.lumoauth.api.web.ApiException;

/** How fresh data must be, as callers say it. */
final class ConsistencyParser {

  private ConsistencyParser() {}

  /**
   * @param mode a mode, or null: at least as fresh as the token if there is one, else as fast as
   *     can be
   * @param token of a write or an answer
   * @throws ApiException 422
   */
  static ReadConsistency of(String mode, String token) {
    boolean hasToken = token != null && !token.isEmpty();
    if (mode == null || mode.isEmpty()) {
      return hasToken
          ? new ReadConsistency.AtLeastAsFresh(token)
          : new ReadConsistency.MinimizeLatency();
    }
    return switch (mode) {
      case "minimize_latency" -> new ReadConsistency.MinimizeLatency();
      case "fully_consistent" -> new ReadConsistency.FullyConsistent();
      case "at_least_as_fresh" -> {
        if (!hasToken) {
          throw ApiException.invalid("token", "at_least_as_fresh needs the token of a write.");
        }
        yield new ReadConsistency.AtLeastAsFresh(token);
      }
      default ->
          throw ApiException.invalid(
              "consistency",
              "consistency is minimize_latency, at_least_as_fresh or fully_consistent.");
    };
  }
}
