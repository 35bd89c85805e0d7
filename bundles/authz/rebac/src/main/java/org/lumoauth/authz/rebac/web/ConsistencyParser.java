/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.web;

import org.lumoauth.api.relation.ReadConsistency;
import org.lumoauth.api.web.ApiException;

/** Parses consistency requirements. */
final class ConsistencyParser {

  private ConsistencyParser() {}

  /**
   * Returns the consistency requirement.
   *
   * @param mode a mode, or null: at least as fresh as the token if present, otherwise minimal
   *     latency
   * @param token the token of a write or a query
   * @throws ApiException 422 if a value is invalid
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
          throw ApiException.invalid(
              "token", "`token` is required for the consistency at_least_as_fresh.");
        }
        yield new ReadConsistency.AtLeastAsFresh(token);
      }
      default ->
          throw ApiException.invalid(
              "consistency",
              "`consistency` must be minimize_latency, at_least_as_fresh or "
                  + "fully_consistent.");
    };
  }
}
