package org.lumoauth.authz.rebac.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lumoauth.authz.rebac.index.Userset;

/**
 * What is known about nodes for one subject. A result that rests on a node further up the path
 * having been cut is provisional: it is good for as long as that node is being worked out and is
 * taken to be what it was taken to be. Once that is known, a result
 *
 * <ul>
 *   <li>that is false by the node's being false rests on what the node rests on;
 *   <li>that is unknown, by the node's being unknown, does so too;
 *   <li>that is unknown, or that took the node to be false when it is not, is forgotten otherwise.
 * </ul>
 */
final class EvaluationMemo {

  /**
   * @param result what is known
   * @param negations how many subtractions the path had
   * @param place where it is in the list of provisional ones
   */
  private record MemoEntry(EvaluationResult result, int negations, int place) {}

  private final Map<Userset, MemoEntry> known = new HashMap<>();
  private final List<Userset> provisional = new ArrayList<>();

  /** What is known of a node on a path with so many subtractions; null if nothing is. */
  EvaluationResult get(Userset node, int negations) {
    var entry = known.get(node);
    if (entry == null) {
      return null;
    }
    return entry.result().low() == EvaluationResult.NOWHERE || entry.negations() == negations
        ? entry.result()
        : null;
  }

  /** Where provisional results begin that are found from now on. */
  int provisionalCount() {
    return provisional.size();
  }

  /** Keeps the result of a node at a depth whose parts were found since the mark. */
  void put(Userset node, EvaluationResult result, int negations, int mark, int depth) {
    if (provisional.size() > mark) {
      settle(taken(mark), result, negations, depth);
    }
    if (result.isTooDeep()) {
      return; // from higher up it may be known
    }
    keep(node, result, negations);
  }

  /** Forgets what rests on nodes that will not be worked out any more. */
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

  /** The provisional results since a mark, in the order they were found, taken out. */
  private Map<Userset, MemoEntry> taken(int mark) {
    var taken = new LinkedHashMap<Userset, MemoEntry>();
    for (int i = mark; i < provisional.size(); i++) {
      var entry = known.get(provisional.get(i));
      if (entry != null && entry.place() == i) { // or else it was found anew
        taken.put(provisional.get(i), entry);
        known.remove(provisional.get(i));
      }
    }
    provisional.subList(mark, provisional.size()).clear();
    return taken;
  }

  /**
   * Puts back what is still good now that a node is worked out. Where it is false only what is
   * false can rest on it; what is unknown, since the node was met below a subtraction, might no
   * longer be. Where it is unknown less is known than was assumed, so that what is unknown stays
   * so; what is false might no longer be. What is kept rests on places of one number of
   * subtractions alone, and of several the first is kept: so one that names a place further up may
   * rest on this node all the same.
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
