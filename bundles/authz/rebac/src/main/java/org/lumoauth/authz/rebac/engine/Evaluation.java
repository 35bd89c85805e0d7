package org.lumoauth.authz.rebac.engine;

import java.util.List;
import org.lumoauth.api.relation.RelationException;
import org.lumoauth.api.relation.RelationException.Kind;
import org.lumoauth.authz.rebac.engine.Result.Truth;
import org.lumoauth.authz.rebac.index.Link;
import org.lumoauth.authz.rebac.index.Snapshot;
import org.lumoauth.authz.rebac.index.Userset;
import org.lumoauth.authz.rebac.model.Rewrite;

/**
 * Works out whether one subject is in nodes of the graph, by the least fixed point of the model's
 * rules: a node that is met again below itself adds nothing there. One that is met again below a
 * subtraction would hold if it did not; that is a contradiction, and never a yes.
 *
 * <p>Used by one thread. Several nodes can be asked for one after another.
 */
final class Evaluation {

  private final CompiledModel model;
  private final Snapshot tuples;
  private final Userset subject;
  private final Userset everyone;
  private final Conditions conditions;
  private final Budget budget;
  private final Shared shared;
  private final long nowMicros;
  private final int maxDepth;
  private final Path path = new Path();
  private final Explanation explanation;
  private Memo memo;

  Evaluation(Setting setting, Userset subject, boolean explain) {
    this.model = setting.model();
    this.tuples = setting.tuples();
    this.subject = subject;
    this.everyone =
        subject.isUserset() || subject.isWildcard() ? null : new Userset(subject.type(), "*", "");
    this.conditions = setting.conditions();
    this.budget = setting.budget();
    this.shared = explain ? Shared.NONE : setting.shared(); // a kept answer has no reason
    this.nowMicros = setting.nowMicros();
    this.maxDepth = setting.limits().depth();
    this.explanation = explain ? new Explanation(subject) : null;
  }

  /** Whether the subject is in a node. */
  Result of(Userset node) {
    try {
      return node(node, 0);
    } finally {
      if (memo != null) {
        memo.abandon(); // what ended before its end has left some behind
      }
    }
  }

  private Result node(Userset node, int negations) {
    budget.step();
    if (node.equals(subject)) {
      return explained(node, Result.YES); // who has a relation has it
    }
    var relation = model.relation(node.type(), node.relation());
    if (relation == null || !mayHold(relation)) {
      return explained(node, Result.NO);
    }
    int place = path.place(node);
    if (place >= 0) {
      return path.negations(place) == negations ? Result.cut(place) : Result.contradiction(place);
    }
    int depth = path.depth();
    if (depth >= maxDepth) {
      return Result.unknown(
          new RelationException(
              Kind.LIMIT_EXCEEDED,
              "The question is deeper than " + maxDepth + " steps from relation to relation."));
    }
    var known = memo == null ? null : memo.get(node, negations);
    if (known != null && depth + known.height() <= maxDepth) {
      return known;
    }
    var answer = shared.get(node, subject);
    if (answer != null && answer.until() > nowMicros && depth + answer.height() <= maxDepth) {
      return Result.of(answer);
    }
    return work(node, relation, negations, depth);
  }

  private Result work(Userset node, CompiledRelation relation, int negations, int depth) {
    int mark = memo == null ? 0 : memo.mark();
    path.push(node, negations);
    Result found;
    try {
      found = rewrite(node, relation, relation.rewrite(), negations);
    } finally {
      path.pop();
    }
    var result = explained(node, found.ofNode(found.low() >= depth ? Result.NOWHERE : found.low()));
    if (memo != null) {
      memo.put(node, result, negations, mark, depth);
    }
    if (result.isKnown() && result.general() && result.low() == Result.NOWHERE) {
      shared.put(
          node, subject, new Shared.Answer(result.isTrue(), result.height(), result.until()));
    }
    return result;
  }

  /** Whether the relation can be had by such a subject at all. */
  private boolean mayHold(CompiledRelation relation) {
    return subject.isUserset()
        ? relation.restsOn(CompiledModel.name(subject.type(), subject.relation()))
        : relation.canHold(subject.type());
  }

  private Result rewrite(Userset node, CompiledRelation relation, Rewrite rewrite, int negations) {
    if (rewrite instanceof Rewrite.Direct) {
      return direct(node, relation, negations);
    }
    if (rewrite instanceof Rewrite.Computed computed) {
      return node(new Userset(node.type(), node.id(), computed.relation()), negations);
    }
    if (rewrite instanceof Rewrite.TupleToUserset follow) {
      return follow(node, follow, negations);
    }
    if (rewrite instanceof Rewrite.Union union) {
      return union(node, relation, union.of(), negations);
    }
    if (rewrite instanceof Rewrite.Intersection intersection) {
      return intersection(node, relation, intersection.of(), negations);
    }
    return exclusion(node, relation, (Rewrite.Exclusion) rewrite, negations);
  }

  private Result union(
      Userset node, CompiledRelation relation, List<Rewrite> parts, int negations) {
    var tally = new Tally();
    var reasons = reasons();
    for (Rewrite each : parts) {
      var part = reasons.add(tally.add(rewrite(node, relation, each, negations)));
      if (part.isTrue()) {
        return reasons.only(part, tally.yes());
      }
    }
    return reasons.all("none_of", tally.none());
  }

  private Result intersection(
      Userset node, CompiledRelation relation, List<Rewrite> parts, int negations) {
    var tally = new Tally();
    var reasons = reasons();
    for (Rewrite each : parts) {
      var part = reasons.add(tally.add(rewrite(node, relation, each, negations)));
      if (part.isFalse()) {
        return reasons.only(part, tally.no(part));
      }
    }
    return reasons.all("all_of", tally.all());
  }

  private Result exclusion(
      Userset node, CompiledRelation relation, Rewrite.Exclusion exclusion, int negations) {
    var tally = new Tally();
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

  private Result direct(Userset node, CompiledRelation relation, int negations) {
    var tally = new Tally();
    var reasons = reasons();
    for (Userset each = subject; each != null; each = each == subject ? everyone : null) {
      if (relation.mayName(each)) {
        var found = named(node, relation, each);
        if (found != null && reasons.add(tally.add(found)).isTrue()) {
          return reasons.only(found, tally.yes());
        }
      }
    }
    if (relation.namesUsersets()) {
      for (Link link : tuples.usersets(node)) {
        budget.step();
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

  /** Whether the node's tuple of a subject counts; null if it has none. */
  private Result named(Userset node, CompiledRelation relation, Userset each) {
    var link = tuples.find(node, each);
    if (link == null || !relation.allows(link)) {
      return null;
    }
    var found = conditions.of(link);
    return explanation == null ? found : explanation.tuple(node, link, found);
  }

  private Result follow(Userset node, Rewrite.TupleToUserset follow, int negations) {
    var tally = new Tally();
    var reasons = reasons();
    var tupleset = model.relation(node.type(), follow.tupleset());
    if (tupleset != null) {
      var named = new Userset(node.type(), node.id(), follow.tupleset());
      for (Link link : tuples.objects(named)) {
        budget.step();
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

  /** Whether a tuple counts and the subject is in the node that it leads to. */
  private Result through(Userset from, Link link, Userset next, int negations) {
    if (memo == null) {
      memo = new Memo(); // from here on a node can be met twice
    }
    var counts = conditions.of(link);
    if (counts.truth() == Truth.TRUE && counts.general() && counts.until() == Long.MAX_VALUE) {
      var found = node(next, negations);
      return explanation == null ? found : explanation.through(from, link, found);
    }
    var tally = new Tally();
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

  private Result explained(Userset node, Result result) {
    return explanation == null ? result : explanation.node(node, result);
  }

  private Reasons reasons() {
    return explanation == null ? Reasons.NONE : new Reasons.Kept();
  }
}
