/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.relation;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A tuple: the subject has the relation to the object.
 *
 * @param key the tuple's key
 * @param condition the condition under which it applies
 * @param expiresAt when it expires
 */
public record RelationTuple(
    TupleKey key, Optional<TupleCondition> condition, Optional<Instant> expiresAt) {
  public RelationTuple {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(condition, "condition");
    Objects.requireNonNull(expiresAt, "expiresAt");
  }

  /** Returns a tuple without condition and expiry. */
  public static RelationTuple of(TupleKey key) {
    return new RelationTuple(key, Optional.empty(), Optional.empty());
  }
}
