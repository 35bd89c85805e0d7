/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.relation.ObjectRef;
import org.lumoauth.api.relation.ReadConsistency;
import org.lumoauth.api.relation.RelationQueryContext;
import org.lumoauth.api.relation.RelationSubject;
import org.lumoauth.api.relation.RelationTuple;
import org.lumoauth.api.relation.TupleCondition;
import org.lumoauth.api.relation.TupleKey;

/** Tuples as text: {@code document:1#viewer@user:anne}. */
public final class TupleSampleParser {
  private TupleSampleParser() {}

  public static TupleKey key(String text) {
    int at = text.indexOf('@');
    String[] node = text.substring(0, at).split("#");
    return new TupleKey(object(node[0]), node[1], subject(text.substring(at + 1)));
  }

  public static ObjectRef object(String text) {
    int colon = text.indexOf(':');
    return new ObjectRef(text.substring(0, colon), text.substring(colon + 1));
  }

  public static RelationSubject subject(String text) {
    String[] parts = text.split("#");
    var object = object(parts[0]);
    return parts.length == 2
        ? RelationSubject.userset(object.type(), object.id(), parts[1])
        : RelationSubject.of(object.type(), object.id());
  }

  public static RelationTuple tuple(String text) {
    return RelationTuple.of(key(text));
  }

  public static RelationTuple tuple(String text, String condition, Map<String, Object> values) {
    return new RelationTuple(
        key(text), Optional.of(new TupleCondition(condition, values)), Optional.empty());
  }

  public static RelationTuple until(String text, Instant end) {
    return new RelationTuple(key(text), Optional.empty(), Optional.of(end));
  }

  public static RelationQueryContext with(RelationTuple... contextual) {
    return new RelationQueryContext(
        Optional.empty(), List.of(contextual), Map.of(), new ReadConsistency.MinimizeLatency());
  }

  public static RelationQueryContext values(Map<String, Object> context) {
    return new RelationQueryContext(
        Optional.empty(), List.of(), context, new ReadConsistency.MinimizeLatency());
  }

  public static RelationQueryContext by(ReadConsistency consistency) {
    return new RelationQueryContext(Optional.empty(), List.of(), Map.of(), consistency);
  }
}
