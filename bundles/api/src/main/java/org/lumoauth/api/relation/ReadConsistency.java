package org.lumoauth.api.relation;

import java.util.Objects;

/** How fresh the data that an answer rests on must be. */
public sealed interface ReadConsistency {

  /** As fast as can be: data may be stale for as long as the operator allows. */
  record MinimizeLatency() implements ReadConsistency {}

  /**
   * At least everything that was written when the token was given.
   *
   * @param token from a write, or from an answer
   */
  record AtLeastAsFresh(String token) implements ReadConsistency {
    public AtLeastAsFresh {
      Objects.requireNonNull(token, "token");
    }
  }

  /** Everything that is committed when the question arrives. */
  record FullyConsistent() implements ReadConsistency {}
}
