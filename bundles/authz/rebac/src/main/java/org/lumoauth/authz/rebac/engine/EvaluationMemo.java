/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lumoauth.authz.rebac.index.Userset;

/**
 * Stores the results of nodes for one subject. A result that depends on a node further up the path,
 * where the evaluation was cut, is provisional: it is valid only while that node is being
 * evaluated, under the assumption made for it. When that node is known,
 *
 * <ul>
 *   <li>a false result that depends on the node being false depends on the dependencies of the
 *       node;
 *   <li>an unknown result that depends on the node being unknown does too;
 *   <li>other results that are unknown, or that assumed the node to be false, are discarded.
 * </ul>
 */
final class EvaluationMemo {

  /**
   * A stored result.
   *
   * @param result the result
   * @param negations the number of subtractions on the path
   * @param place its position in the list of provisional results
   */
  private record MemoEntry(EvaluationResult result, int negations, int place) {}

  private final Map<Userset, MemoEntry> known = new HashMap<>();
  private final List<Userset> provisional = new ArrayList<>();

  /** Returns the result of a node on a path with this number of subtractions, or null. */
  EvaluationResult get(Userset node, int negations) {
    var entry = known.get(node);
    if (entry == null) {
      return null;
    }
    return entry.result().low() == EvaluationResult.NOWHERE || entry.negations() == negations
        ? entry.result()
        : null;
  }

  /** Returns the position at which subsequent provisional results start. */
  int provisionalCount() {
    return provisional.size();
  }

  /** Stores the result of a node at a depth, where the results of its parts start at the mark. */
  void put(Userset node, EvaluationResult result, int negations, int mark, int depth) {
    if (provisional.size() > mark) {
      settle(taken(mark), result, negations, depth);
    }
    if (result.isTooDeep()) {
      return; // The result may already be known from higher up.
    }
    keep(node, result, negations);
  }

  /** Discards results that depend on nodes that are no longer being evaluated. */
  void clearProvisional() {
    taken(0);
  }

  private void keep(Userset node, EvaluationResult result, int negations) {
    boolean forGood = result.low() == EvaluationResult.NOWHERE;
    known.put(node, new MemoEntry(result, negations, forGood ? -1 : provisional.size()));
    if (!forGood) {
      provisional.add(node);
    }
  }

  /** Removes and returns the provisional results since a mark, in order. */
  private Map<Userset, MemoEntry> taken(int mark) {
    var taken = new LinkedHashMap<Userset, MemoEntry>();
    for (int i = mark; i < provisional.size(); i++) {
      var entry = known.get(provisional.get(i));
      if (entry != null && entry.place() == i) { // Otherwise it was replaced by a later result.
        taken.put(provisional.get(i), entry);
        known.remove(provisional.get(i));
      }
    }
    provisional.subList(mark, provisional.size()).clear();
    return taken;
  }

  /**
   * Restores the results that remain valid when a node is known. If the node is false, only false
   * results can depend on it; an unknown result, from meeting the node below a subtraction, may no
   * longer be unknown. If the node is unknown, less is known than was assumed: unknown results
   * remain unknown, but false results may no longer be false. A stored result depends only on
   * places with the same number of subtractions, and only the first place is stored. A result with
   * a place further up may therefore also depend on this node.
   */
  private void settle(
      Map<Userset, MemoEntry> found, EvaluationResult result, int negations, int depth) {
    if (result.isTrue() || result.isTooDeep()) {
      return;
    }
    found.forEach(
        (node, entry) -> {
          if (entry.result().truth() == result.truth() && entry.negations() == negations) {
            int other =
                entry.result().low() < depth ? entry.result().low() : EvaluationResult.NOWHERE;
            int low = Math.min(other, result.low());
            keep(node, entry.result().withDependencyOn(low), negations);
          }
        });
  }
}
