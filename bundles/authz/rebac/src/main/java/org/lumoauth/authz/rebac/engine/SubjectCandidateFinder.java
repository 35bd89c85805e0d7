/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.lumoauth.authz.rebac.index.TupleEdge;
import org.lumoauth.authz.rebac.index.Userset;
import org.lumoauth.authz.rebac.model.UsersetRewrite;

/**
 * Finds the subjects that may belong to a node, by following the graph downwards through every
 * operand of every operator, including subtracted ones. Subjects that are excluded from a wildcard
 * and included again occur only there.
 */
public final class SubjectCandidateFinder {

  private final EvaluationContext setting;
  private final String type;
  private final String wanted;
  private final Set<Userset> seen = new HashSet<>();
  private final Deque<Userset> open = new ArrayDeque<>();
  private final Set<String> found = new TreeSet<>(Utf8NameComparator.ORDER);

  /**
   * Creates a search.
   *
   * @param type the type of the subjects
   * @param relation the relation of usersets; empty for objects
   */
  public SubjectCandidateFinder(EvaluationContext setting, String type, String relation) {
    this.setting = setting;
    this.type = type;
    this.wanted = relation;
  }

  /** Returns the IDs of the subjects, sorted. */
  public Set<String> of(Userset node) {
    reach(node);
    while (!open.isEmpty()) {
      var next = open.remove();
      var relation = setting.model().relation(next.type(), next.relation());
      if (relation != null) {
        for (UsersetRewrite each : RewriteLeafCollector.leaves(relation.rewrite())) {
          leaf(next, relation, each);
        }
      }
    }
    return found;
  }

  private void leaf(Userset node, CompiledRelation relation, UsersetRewrite leaf) {
    if (leaf instanceof UsersetRewrite.ComputedUsersetRewrite computed) {
      reach(new Userset(node.type(), node.id(), computed.relation()));
    } else if (leaf instanceof UsersetRewrite.TupleToUsersetRewrite follow) {
      var tupleset = new Userset(node.type(), node.id(), follow.tupleset());
      for (TupleEdge link : setting.tuples().objects(tupleset)) {
        setting.budget().consumeStep();
        reach(new Userset(link.key().type(), link.key().id(), follow.computed()));
      }
    } else {
      direct(node, relation);
    }
  }

  private void direct(Userset node, CompiledRelation relation) {
    for (TupleEdge link : setting.tuples().usersets(node)) {
      setting.budget().consumeStep();
      if (relation.allowsSubject(link.key())) {
        reach(link.key());
      }
    }
    if (wanted.isEmpty()) {
      for (TupleEdge link : setting.tuples().objects(node)) {
        setting.budget().consumeStep();
        if (link.key().type().equals(type) && relation.allowsSubject(link.key())) {
          found.add(link.key().id());
        }
      }
    }
  }

  private void reach(Userset node) {
    if (seen.add(node)) {
      if (node.type().equals(type) && node.relation().equals(wanted)) {
        found.add(node.id());
      }
      open.add(node);
    }
  }
}
