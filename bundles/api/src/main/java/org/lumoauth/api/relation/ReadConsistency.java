/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.relation;

import java.util.Objects;

/** The required freshness of the data for an answer. */
public sealed interface ReadConsistency {

  /** Prefers speed: data may be stale for as long as the operator allows. */
  record MinimizeLatency() implements ReadConsistency {}

  /**
   * Requires data that includes at least everything written when the token was issued.
   *
   * @param token a token from a write or an answer
   */
  record AtLeastAsFresh(String token) implements ReadConsistency {
    public AtLeastAsFresh {
      Objects.requireNonNull(token, "token");
    }
  }

  /** Requires everything that is committed when the question arrives. */
  record FullyConsistent() implements ReadConsistency {}
}
