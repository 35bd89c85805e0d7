/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.engine;

import java.util.List;
import org.lumoauth.api.relation.RelationException;
import org.lumoauth.api.relation.RelationException.RelationErrorKind;
import org.lumoauth.authz.rebac.engine.EvaluationResult.TernaryTruth;
import org.lumoauth.authz.rebac.index.TupleEdge;
import org.lumoauth.authz.rebac.index.TupleSnapshot;
import org.lumoauth.authz.rebac.index.Userset;
import org.lumoauth.authz.rebac.model.UsersetRewrite;

/**
 * Evaluates whether a subject belongs to nodes of the graph, by the least fixed point of the
 * model's rules: a node that is reached again below itself adds nothing there. A node that is
 * reached again below a subtraction would be true only if it were false; this is a contradiction,
 * which never counts as true.
 *
 * <p>Used by one thread. Several nodes can be evaluated one after another.
 */
final class RewriteEvaluator {

  private final CompiledModel model;
  private final TupleSnapshot tuples;
  private final Userset subject;
  private final Userset everyone;
  private final TupleConditionEvaluator conditions;
  private final EvaluationBudget budget;
  private final SubqueryResultStore shared;
  private final long nowMicros;
  private final int maxDepth;
  private final EvaluationPath path = new EvaluationPath();
  private final MembershipExplanationBuilder explanation;
  private EvaluationMemo memo;

  RewriteEvaluator(EvaluationContext setting, Userset subject, boolean explain) {
    this.model = setting.model();
    this.tuples = setting.tuples();
    this.subject = subject;
    this.everyone =
        subject.isUserset() || subject.isWildcard() ? null : new Userset(subject.type(), "*", "");
    this.conditions = setting.conditions();
    this.budget = setting.budget();
    this.shared =
        explain
            ? SubqueryResultStore.NONE
            : setting.shared(); // Cached results have no explanation.
    this.nowMicros = setting.nowMicros();
    this.maxDepth = setting.limits().depth();
    this.explanation = explain ? new MembershipExplanationBuilder(subject) : null;
  }

  /** Returns whether the subject belongs to a node. */
  EvaluationResult of(Userset node) {
    try {
      return node(node, 0);
    } finally {
      if (memo != null) {
        memo.clearProvisional(); // An evaluation that failed may have left provisional results.
      }
    }
  }

  private EvaluationResult node(Userset node, int negations) {
    budget.consumeStep();
    if (node.equals(subject)) {
      return explained(node, EvaluationResult.YES); // A userset always has its own relation.
    }
    var relation = model.relation(node.type(), node.relation());
    if (relation == null || !mayHold(relation)) {
      return explained(node, EvaluationResult.NO);
    }
    int place = path.place(node);
    if (place >= 0) {
      return path.negations(place) == negations
          ? EvaluationResult.cut(place)
          : EvaluationResult.contradiction(place);
    }
    int depth = path.depth();
    if (depth >= maxDepth) {
      return EvaluationResult.unknown(
          new RelationException(
              RelationErrorKind.LIMIT_EXCEEDED,
              "The query exceeds the maximum depth of "
                  + maxDepth
                  + " steps from relation to relation."));
    }
    var known = memo == null ? null : memo.get(node, negations);
    if (known != null && depth + known.height() <= maxDepth) {
      return known;
    }
    var answer = shared.get(node, subject);
    if (answer != null && answer.until() > nowMicros && depth + answer.height() <= maxDepth) {
      return EvaluationResult.of(answer);
    }
    return work(node, relation, negations, depth);
  }

  private EvaluationResult work(Userset node, CompiledRelation relation, int negations, int depth) {
    int mark = memo == null ? 0 : memo.provisionalCount();
    path.push(node, negations);
    EvaluationResult found;
    try {
      found = rewrite(node, relation, relation.rewrite(), negations);
    } finally {
      path.pop();
    }
    var result =
        explained(
            node, found.ofNode(found.low() >= depth ? EvaluationResult.NOWHERE : found.low()));
    if (memo != null) {
      memo.put(node, result, negations, mark, depth);
    }
    if (result.isKnown() && result.general() && result.low() == EvaluationResult.NOWHERE) {
      shared.put(
          node,
          subject,
          new SubqueryResultStore.SharedResult(result.isTrue(), result.height(), result.until()));
    }
    return result;
  }

  /** Returns whether such a subject can have the relation at all. */
  private boolean mayHold(CompiledRelation relation) {
    return subject.isUserset()
        ? relation.dependsOn(CompiledModel.name(subject.type(), subject.relation()))
        : relation.canHold(subject.type());
  }

  private EvaluationResult rewrite(
      Userset node, CompiledRelation relation, UsersetRewrite rewrite, int negations) {
    if (rewrite instanceof UsersetRewrite.DirectRewrite) {
      return direct(node, relation, negations);
    }
    if (rewrite instanceof UsersetRewrite.ComputedUsersetRewrite computed) {
      return node(new Userset(node.type(), node.id(), computed.relation()), negations);
    }
    if (rewrite instanceof UsersetRewrite.TupleToUsersetRewrite follow) {
      return follow(node, follow, negations);
    }
    if (rewrite instanceof UsersetRewrite.UnionRewrite union) {
      return union(node, relation, union.of(), negations);
    }
    if (rewrite instanceof UsersetRewrite.IntersectionRewrite intersection) {
      return intersection(node, relation, intersection.of(), negations);
    }
    return exclusion(node, relation, (UsersetRewrite.ExclusionRewrite) rewrite, negations);
  }

  private EvaluationResult union(
      Userset node, CompiledRelation relation, List<UsersetRewrite> parts, int negations) {
    var tally = new ResultAccumulator();
    var reasons = reasons();
    for (UsersetRewrite each : parts) {
      var part = reasons.add(tally.add(rewrite(node, relation, each, negations)));
      if (part.isTrue()) {
        return reasons.only(part, tally.yes());
      }
    }
    return reasons.all("none_of", tally.none());
  }

  private EvaluationResult intersection(
      Userset node, CompiledRelation relation, List<UsersetRewrite> parts, int negations) {
    var tally = new ResultAccumulator();
    var reasons = reasons();
    for (UsersetRewrite each : parts) {
      var part = reasons.add(tally.add(rewrite(node, relation, each, negations)));
      if (part.isFalse()) {
        return reasons.only(part, tally.no(part));
      }
    }
    return reasons.all("all_of", tally.all());
  }

  private EvaluationResult exclusion(
      Userset node,
      CompiledRelation relation,
      UsersetRewrite.ExclusionRewrite exclusion,
      int negations) {
    var tally = new ResultAccumulator();
    var reasons = reasons();
    var base = reasons.add(tally.add(rewrite(node, relation, exclusion.base(), negations)));
    if (base.isFalse()) {
      return reasons.only(base, tally.no(base));
    }
    var without = rewrite(node, relation, exclusion.subtract(), negations + 1);
    reasons.add(without);
    tally.add(without.negated());
    if (without.isTrue()) {
      return reasons.all("excluded", tally.no(without));
    }
    return reasons.all("all_of", tally.all());
  }

  @SuppressWarnings("ReferenceEquality") // the loop variable is one of two objects
  private EvaluationResult direct(Userset node, CompiledRelation relation, int negations) {
    var tally = new ResultAccumulator();
    var reasons = reasons();
    for (Userset each = subject; each != null; each = each == subject ? everyone : null) {
      if (relation.allowsSubject(each)) {
        var found = named(node, relation, each);
        if (found != null && reasons.add(tally.add(found)).isTrue()) {
          return reasons.only(found, tally.yes());
        }
      }
    }
    if (relation.hasUsersetSubjects()) {
      for (TupleEdge link : tuples.usersets(node)) {
        budget.consumeStep();
        if (!link.key().equals(subject) && relation.allows(link)) {
          var found = through(node, link, link.key(), negations);
          if (reasons.add(tally.add(found)).isTrue()) {
            return reasons.only(found, tally.yes());
          }
        }
      }
    }
    return reasons.all("none_of", tally.none());
  }

  /** Returns the result of the node's tuple with a subject, or null if it has none. */
  private EvaluationResult named(Userset node, CompiledRelation relation, Userset each) {
    var link = tuples.find(node, each);
    if (link == null || !relation.allows(link)) {
      return null;
    }
    var found = conditions.of(link);
    return explanation == null ? found : explanation.tuple(node, link, found);
  }

  private EvaluationResult follow(
      Userset node, UsersetRewrite.TupleToUsersetRewrite follow, int negations) {
    var tally = new ResultAccumulator();
    var reasons = reasons();
    var tupleset = model.relation(node.type(), follow.tupleset());
    if (tupleset != null) {
      var named = new Userset(node.type(), node.id(), follow.tupleset());
      for (TupleEdge link : tuples.objects(named)) {
        budget.consumeStep();
        if (tupleset.allows(link) && model.relation(link.key().type(), follow.computed()) != null) {
          var next = new Userset(link.key().type(), link.key().id(), follow.computed());
          var found = through(named, link, next, negations);
          if (reasons.add(tally.add(found)).isTrue()) {
            return reasons.only(found, tally.yes());
          }
        }
      }
    }
    return reasons.all("none_of", tally.none());
  }

  /** Returns whether a tuple counts and the subject belongs to the node that it leads to. */
  private EvaluationResult through(Userset from, TupleEdge link, Userset next, int negations) {
    if (memo == null) {
      memo = new EvaluationMemo(); // From here on a node can be reached more than once.
    }
    var counts = conditions.of(link);
    if (counts.truth() == TernaryTruth.TRUE
        && counts.general()
        && counts.until() == Long.MAX_VALUE) {
      var found = node(next, negations);
      return explanation == null ? found : explanation.through(from, link, found);
    }
    var tally = new ResultAccumulator();
    if (tally.add(counts).isFalse()) {
      return explanation == null
          ? tally.no(counts)
          : explanation.tuple(from, link, tally.no(counts));
    }
    var found = tally.add(node(next, negations));
    var result = found.isFalse() ? tally.no(found) : tally.all();
    return explanation == null
        ? result
        : explanation.through(from, link, result.because(found.reason()));
  }

  private EvaluationResult explained(Userset node, EvaluationResult result) {
    return explanation == null ? result : explanation.node(node, result);
  }

  private ReasonCollector reasons() {
    return explanation == null ? ReasonCollector.NONE : new ReasonCollector.FirstReasonCollector();
  }
}
