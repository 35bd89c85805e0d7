package org.lumoauth.api.relation;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A fact: the subject has the relation to the object.
 *
 * @param key what it says
 * @param condition under which condition it holds
 * @param expiresAt from when on it holds no more
 */
public record RelationTuple(
    TupleKey key, Optional<TupleCondition> condition, Optional<Instant> expiresAt) {
  public RelationTuple {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(condition, "condition");
    Objects.requireNonNull(expiresAt, "expiresAt");
  }

  /** One that holds always. */
  public static RelationTuple of(TupleKey key) {
    return new RelationTuple(key, Optional.empty(), Optional.empty());
  }
}
