package org.lumoauth.authz.rebac.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.lumoauth.authz.rebac.index.Link;
import org.lumoauth.authz.rebac.index.Userset;
import org.lumoauth.authz.rebac.model.Rewrite;

/**
 * Finds the subjects that may be in a node, by going down from the node through every operand of
 * every operator, what is subtracted too: where everything of a type is meant but for some, and for
 * some all the same, those are named there alone.
 */
public final class SubjectCandidates {

  private final Setting setting;
  private final String type;
  private final String wanted;
  private final Set<Userset> seen = new HashSet<>();
  private final Deque<Userset> open = new ArrayDeque<>();
  private final Set<String> found = new TreeSet<>(Names.ORDER);

  /**
   * @param type of which type the subjects are
   * @param relation usersets of which relation; empty for objects
   */
  public SubjectCandidates(Setting setting, String type, String relation) {
    this.setting = setting;
    this.type = type;
    this.wanted = relation;
  }

  /** Ids of the subjects, in order. */
  public Set<String> of(Userset node) {
    reach(node);
    while (!open.isEmpty()) {
      var next = open.remove();
      var relation = setting.model().relation(next.type(), next.relation());
      if (relation != null) {
        for (Rewrite each : Rewrites.leaves(relation.rewrite())) {
          leaf(next, relation, each);
        }
      }
    }
    return found;
  }

  private void leaf(Userset node, CompiledRelation relation, Rewrite leaf) {
    if (leaf instanceof Rewrite.Computed computed) {
      reach(new Userset(node.type(), node.id(), computed.relation()));
    } else if (leaf instanceof Rewrite.TupleToUserset follow) {
      var tupleset = new Userset(node.type(), node.id(), follow.tupleset());
      for (Link link : setting.tuples().objects(tupleset)) {
        setting.budget().step();
        reach(new Userset(link.key().type(), link.key().id(), follow.computed()));
      }
    } else {
      direct(node, relation);
    }
  }

  private void direct(Userset node, CompiledRelation relation) {
    for (Link link : setting.tuples().usersets(node)) {
      setting.budget().step();
      if (relation.mayName(link.key())) {
        reach(link.key());
      }
    }
    if (wanted.isEmpty()) {
      for (Link link : setting.tuples().objects(node)) {
        setting.budget().step();
        if (link.key().type().equals(type) && relation.mayName(link.key())) {
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
