package org.lumoauth.authz.rebac.web;

import org.lumoauth.api.relation.Consistency;
import org.lumoauth.api.web.Problem;

/** How fresh data must be, as callers say it. */
final class Freshness {

  private Freshness() {}

  /**
   * @param mode a mode, or null: at least as fresh as the token if there is one, else as fast as
   *     can be
   * @param token of a write or an answer
   * @throws Problem 422
   */
  static Consistency of(String mode, String token) {
    boolean hasToken = token != null && !token.isEmpty();
    if (mode == null || mode.isEmpty()) {
      return hasToken ? new Consistency.AtLeastAsFresh(token) : new Consistency.MinimizeLatency();
    }
    return switch (mode) {
      case "minimize_latency" -> new Consistency.MinimizeLatency();
      case "fully_consistent" -> new Consistency.FullyConsistent();
      case "at_least_as_fresh" -> {
        if (!hasToken) {
          throw Problem.invalid("token", "at_least_as_fresh needs the token of a write.");
        }
        yield new Consistency.AtLeastAsFresh(token);
      }
      default ->
          throw Problem.invalid(
              "consistency",
              "consistency is minimize_latency, at_least_as_fresh or fully_consistent.");
    };
  }
}
