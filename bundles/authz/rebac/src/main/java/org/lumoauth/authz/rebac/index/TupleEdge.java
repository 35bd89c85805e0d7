package org.lumoauth.authz.rebac.index;

import java.util.Optional;
import org.lumoauth.api.relation.ObjectRef;
import org.lumoauth.api.relation.RelationTuple;
import org.lumoauth.api.relation.TupleCondition;
import org.lumoauth.api.relation.TupleKey;
import org.lumoauth.authz.rebac.store.RebacInstantColumns;

/** A tuple as seen from its object and relation: the subject, and when it counts. */
public sealed interface TupleEdge extends TrieEntry permits Userset, ConditionalEdge {

  /** The subject. */
  @Override
  Userset key();

  /** The condition under which it counts; null if there is none. */
  default TupleCondition condition() {
    return null;
  }

  /** From when on it counts no more, microseconds since the epoch. */
  default long expiresMicros() {
    return Long.MAX_VALUE;
  }

  /** The link that a tuple is. */
  static TupleEdge of(RelationTuple tuple) {
    return of(Userset.of(tuple.key().subject()), tuple);
  }

  /** The same with a subject that is there already. */
  static TupleEdge of(Userset subject, RelationTuple tuple) {
    return tuple.condition().isEmpty() && tuple.expiresAt().isEmpty()
        ? subject
        : new ConditionalEdge(subject, tuple.condition(), tuple.expiresAt());
  }

  /** The tuple that it is, of a node. */
  default RelationTuple tuple(Userset node) {
    return new RelationTuple(
        new TupleKey(new ObjectRef(node.type(), node.id()), node.relation(), key().subject()),
        Optional.ofNullable(condition()),
        expiresMicros() == Long.MAX_VALUE
            ? Optional.empty()
            : Optional.of(RebacInstantColumns.instant(expiresMicros())));
  }

  /** The name of the condition. */
  default Optional<String> conditionName() {
    return Optional.ofNullable(condition()).map(TupleCondition::name);
  }
}
