/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.relation.RelationTuple;
import org.lumoauth.authz.rebac.model.RelationModel;
import org.lumoauth.authz.rebac.model.SubjectType;
import org.lumoauth.authz.rebac.model.UsersetRewrite;

/**
 * The definition, slowly: for one subject, what holds of every node, as the least fixed point of
 * the rules in the order false, unknown, true. Relations are named r0, r1 and so on; a relation
 * subtracts only relations before it, so that each can be worked out after those.
 */
public final class FixpointCheckOracle {

  /** What a node can be. */
  public enum Value {
    FALSE,
    UNKNOWN,
    TRUE
  }

  private final RelationModel model;
  private final List<RelationTuple> tuples;
  private final Map<String, Object> context;
  private final String subject;
  private final Map<String, Value> values = new HashMap<>();

  public FixpointCheckOracle(
      RelationModel model,
      List<RelationTuple> tuples,
      Map<String, Object> context,
      String subject,
      List<String> objects,
      int relations) {
    this.model = model;
    this.tuples = tuples;
    this.context = context;
    this.subject = subject;
    for (int level = 0; level < relations; level++) {
      boolean changed = true;
      while (changed) {
        changed = false;
        for (String object : objects) {
          changed |= raise(object, "r" + level);
        }
      }
    }
  }

  public Value of(String node) {
    return node.equals(subject) ? Value.TRUE : values.getOrDefault(node, Value.FALSE);
  }

  private boolean raise(String object, String relation) {
    var type = model.types().get(object.split(":")[0]);
    var definition = type.relations().get(relation);
    if (definition == null) {
      return false;
    }
    String node = object + "#" + relation;
    Value value = value(object, relation, definition.rewrite());
    return values.put(node, value) != value && value != Value.FALSE;
  }

  private Value value(String object, String relation, UsersetRewrite rewrite) {
    if (rewrite instanceof UsersetRewrite.ComputedUsersetRewrite computed) {
      return of(object + "#" + computed.relation());
    }
    if (rewrite instanceof UsersetRewrite.UnionRewrite union) {
      return max(union.of().stream().map(each -> value(object, relation, each)).toList());
    }
    if (rewrite instanceof UsersetRewrite.IntersectionRewrite intersection) {
      var least = Value.TRUE;
      for (UsersetRewrite each : intersection.of()) {
        least = min(least, value(object, relation, each));
      }
      return least;
    }
    if (rewrite instanceof UsersetRewrite.ExclusionRewrite exclusion) {
      return min(
          value(object, relation, exclusion.base()),
          not(value(object, relation, exclusion.subtract())));
    }
    if (rewrite instanceof UsersetRewrite.TupleToUsersetRewrite follow) {
      var found = new ArrayList<Value>();
      for (RelationTuple tuple : of(object, follow.tupleset())) {
        var target = tuple.key().subject();
        if (model.types().get(target.type()).relations().containsKey(follow.computed())) {
          found.add(min(counts(tuple), of(target + "#" + follow.computed())));
        }
      }
      return max(found);
    }
    var found = new ArrayList<Value>();
    for (RelationTuple tuple : of(object, relation)) {
      String named = tuple.key().subject().toString();
      boolean everyone =
          tuple.key().subject().isWildcard()
              && !subject.contains("#")
              && subject.startsWith(tuple.key().subject().type() + ":");
      Value in = named.equals(subject) || everyone ? Value.TRUE : Value.FALSE;
      if (tuple.key().subject().relation().isPresent()) {
        in = of(named);
      }
      found.add(min(counts(tuple), in));
    }
    return max(found);
  }

  /** The tuples of a node that the model allows. */
  private List<RelationTuple> of(String object, String relation) {
    var definition = model.types().get(object.split(":")[0]).relations().get(relation);
    return tuples.stream()
        .filter(
            tuple ->
                tuple.key().object().toString().equals(object)
                    && tuple.key().relation().equals(relation))
        .filter(tuple -> definition.subjectTypes().stream().anyMatch(each -> fits(each, tuple)))
        .toList();
  }

  private static boolean fits(SubjectType each, RelationTuple tuple) {
    var named = tuple.key().subject();
    return each.type().equals(named.type())
        && each.relation().equals(named.relation())
        && each.wildcard() == named.isWildcard()
        && each.condition().equals(tuple.condition().map(condition -> condition.name()));
  }

  private Value counts(RelationTuple tuple) {
    if (tuple.condition().isEmpty()) {
      return Value.TRUE;
    }
    var value =
        Optional.ofNullable(tuple.condition().get().context().get("x"))
            .or(() -> Optional.ofNullable(context.get("x")));
    return value.isEmpty() ? Value.UNKNOWN : value.get().equals("yes") ? Value.TRUE : Value.FALSE;
  }

  private static Value max(List<Value> of) {
    return of.stream().max(Enum::compareTo).orElse(Value.FALSE);
  }

  private static Value min(Value left, Value right) {
    return left.compareTo(right) < 0 ? left : right;
  }

  private static Value not(Value value) {
    return Value.values()[2 - value.ordinal()];
  }
}
