/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.query;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.lumoauth.api.relation.RelationSubject;
import org.lumoauth.api.relation.UsersetTree;
import org.lumoauth.api.relation.UsersetTree.UsersetNodeKind;
import org.lumoauth.authz.rebac.engine.CompiledRelation;
import org.lumoauth.authz.rebac.engine.EvaluationContext;
import org.lumoauth.authz.rebac.index.TupleEdge;
import org.lumoauth.authz.rebac.index.Userset;
import org.lumoauth.authz.rebac.model.UsersetRewrite;

/** Expands one node by one step of the model. Conditions of tuples are ignored. */
final class UsersetExpander {

  private static final Comparator<RelationSubject> ORDER =
      Comparator.comparing(RelationSubject::toString);

  private final EvaluationContext setting;

  UsersetExpander(EvaluationContext setting) {
    this.setting = setting;
  }

  UsersetTree of(Userset node) {
    var relation = setting.model().relation(node.type(), node.relation());
    return tree(node, relation, relation.rewrite());
  }

  private UsersetTree tree(Userset node, CompiledRelation relation, UsersetRewrite rewrite) {
    if (rewrite instanceof UsersetRewrite.UnionRewrite union) {
      return operator(node, relation, UsersetNodeKind.UNION, union.of());
    }
    if (rewrite instanceof UsersetRewrite.IntersectionRewrite intersection) {
      return operator(node, relation, UsersetNodeKind.INTERSECTION, intersection.of());
    }
    if (rewrite instanceof UsersetRewrite.ExclusionRewrite exclusion) {
      return operator(
          node,
          relation,
          UsersetNodeKind.EXCLUSION,
          List.of(exclusion.base(), exclusion.subtract()));
    }
    if (rewrite instanceof UsersetRewrite.ComputedUsersetRewrite computed) {
      return leaf(
          UsersetNodeKind.COMPUTED,
          node,
          List.of(),
          Optional.of(new Userset(node.type(), node.id(), computed.relation()).toString()),
          Optional.empty(),
          List.of());
    }
    if (rewrite instanceof UsersetRewrite.TupleToUsersetRewrite follow) {
      return followed(node, follow);
    }
    return leaf(
        UsersetNodeKind.DIRECT,
        node,
        subjects(node, relation),
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  private UsersetTree operator(
      Userset node, CompiledRelation relation, UsersetNodeKind kind, List<UsersetRewrite> of) {
    var children = of.stream().map(each -> tree(node, relation, each)).toList();
    return new UsersetTree(
        kind, node.toString(), children, List.of(), Optional.empty(), Optional.empty(), List.of());
  }

  private UsersetTree followed(Userset node, UsersetRewrite.TupleToUsersetRewrite follow) {
    var tupleset = new Userset(node.type(), node.id(), follow.tupleset());
    var relation = setting.model().relation(node.type(), follow.tupleset());
    var computed =
        subjects(tupleset, relation).stream()
            .filter(each -> setting.model().relation(each.type(), follow.computed()) != null)
            .map(each -> new Userset(each.type(), each.id(), follow.computed()).toString())
            .toList();
    return leaf(
        UsersetNodeKind.TUPLE_TO_USERSET,
        node,
        List.of(),
        Optional.empty(),
        Optional.of(tupleset.toString()),
        computed);
  }

  private List<RelationSubject> subjects(Userset node, CompiledRelation relation) {
    var links = new ArrayList<>(setting.tuples().objects(node));
    links.addAll(setting.tuples().usersets(node));
    return links.stream()
        .filter(link -> relation.allows(link) && link.expiresMicros() > setting.nowMicros())
        .map(TupleEdge::key)
        .map(Userset::subject)
        .sorted(ORDER)
        .toList();
  }

  private static UsersetTree leaf(
      UsersetNodeKind kind,
      Userset node,
      List<RelationSubject> subjects,
      Optional<String> computed,
      Optional<String> tupleset,
      List<String> tuplesetComputed) {
    return new UsersetTree(
        kind, node.toString(), List.of(), subjects, computed, tupleset, tuplesetComputed);
  }
}
