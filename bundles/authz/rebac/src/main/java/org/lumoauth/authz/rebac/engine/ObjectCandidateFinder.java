/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.lumoauth.authz.rebac.index.Userset;

/**
 * Finds the objects to which a subject may be related, by following the graph upwards and treating
 * every operator as a union. The result contains all related objects and may contain more.
 */
public final class ObjectCandidateFinder {

  private final EvaluationContext setting;
  private final Userset target;
  private final CompiledRelation relation;
  private final Set<Userset> seen = new HashSet<>();
  private final Deque<Userset> open = new ArrayDeque<>();
  private final Set<String> found = new TreeSet<>(Utf8NameComparator.ORDER);

  /**
   * Creates a search.
   *
   * @param type the type of the objects
   * @param name the relation
   */
  public ObjectCandidateFinder(EvaluationContext setting, String type, String name) {
    this.setting = setting;
    this.target = CompiledModel.name(type, name);
    this.relation = setting.model().relation(type, name);
  }

  /** Returns the IDs of the objects, sorted. */
  public Set<String> of(Userset subject) {
    follow(subject);
    if (subject.isUserset()) {
      reach(subject); // A userset always has its own relation.
    } else if (!subject.isWildcard()) {
      follow(new Userset(subject.type(), "*", ""));
    }
    while (!open.isEmpty()) {
      var next = open.remove();
      rewritten(next);
      follow(next);
    }
    return found;
  }

  /** Adds the nodes that have the subject in a tuple. */
  private void follow(Userset subject) {
    for (Userset node : setting.tuples().nodesOf(subject)) {
      setting.budget().consumeStep();
      reach(node);
    }
  }

  /** Adds the nodes that inherit from this node. */
  private void rewritten(Userset node) {
    var name = CompiledModel.name(node.type(), node.relation());
    for (Userset each : setting.model().computedBy(name)) {
      reach(new Userset(node.type(), node.id(), each.relation()));
    }
    var followers = setting.model().followedBy(name);
    if (followers.isEmpty()) {
      return;
    }
    for (Userset child : setting.tuples().nodesOf(new Userset(node.type(), node.id(), ""))) {
      setting.budget().consumeStep();
      for (CompiledModel.TuplesetRelation each : followers) {
        if (each.tupleset().type().equals(child.type())
            && each.tupleset().relation().equals(child.relation())) {
          reach(new Userset(child.type(), child.id(), each.relation().relation()));
        }
      }
    }
  }

  private void reach(Userset node) {
    var name = CompiledModel.name(node.type(), node.relation());
    if (!relation.dependsOn(name) || !seen.add(node)) {
      return;
    }
    if (name.equals(target)) {
      found.add(node.id());
    }
    open.add(node);
  }
}
