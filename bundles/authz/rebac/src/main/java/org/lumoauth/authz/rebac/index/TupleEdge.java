/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.index;

import java.util.Optional;
import org.lumoauth.api.relation.ObjectRef;
import org.lumoauth.api.relation.RelationTuple;
import org.lumoauth.api.relation.TupleCondition;
import org.lumoauth.api.relation.TupleKey;
import org.lumoauth.platform.persistence.EpochMicrosConverter;

/** A tuple as an edge from its object and relation: the subject, and when it counts. */
public sealed interface TupleEdge extends TrieEntry permits Userset, ConditionalEdge {

  /** Returns the subject. */
  @Override
  Userset key();

  /** Returns the condition, or null. */
  default TupleCondition condition() {
    return null;
  }

  /** Returns the time of expiry in microseconds since the epoch. */
  default long expiresMicros() {
    return Long.MAX_VALUE;
  }

  /** Returns the edge of a tuple. */
  static TupleEdge of(RelationTuple tuple) {
    return of(Userset.of(tuple.key().subject()), tuple);
  }

  /** Returns the edge of a tuple with an existing subject instance. */
  static TupleEdge of(Userset subject, RelationTuple tuple) {
    return tuple.condition().isEmpty() && tuple.expiresAt().isEmpty()
        ? subject
        : new ConditionalEdge(subject, tuple.condition(), tuple.expiresAt());
  }

  /** Returns the tuple of a node and this edge. */
  default RelationTuple tuple(Userset node) {
    return new RelationTuple(
        new TupleKey(new ObjectRef(node.type(), node.id()), node.relation(), key().subject()),
        Optional.ofNullable(condition()),
        expiresMicros() == Long.MAX_VALUE
            ? Optional.empty()
            : Optional.of(EpochMicrosConverter.toInstant(expiresMicros())));
  }

  /** Returns the name of the condition. */
  default Optional<String> conditionName() {
    return Optional.ofNullable(condition()).map(TupleCondition::name);
  }
}
