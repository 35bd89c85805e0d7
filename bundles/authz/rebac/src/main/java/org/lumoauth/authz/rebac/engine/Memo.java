package org.lumoauth.authz.rebac.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lumoauth.authz.rebac.index.Userset;

/**
 * What is known about nodes for one subject. A result that rests on a node further up the path
 * having been cut is provisional: it is good for as long as that node is taken to be false, and is
 * forgotten if the node turns out otherwise.
 */
final class Memo {

  /**
   * @param result what is known
   * @param negations how many subtractions the path had
   * @param place where it is in the list of provisional ones
   */
  private record Entry(Result result, int negations, int place) {}

  private final Map<Userset, Entry> known = new HashMap<>();
  private final List<Userset> provisional = new ArrayList<>();

  /** What is known of a node on a path with so many subtractions; null if nothing is. */
  Result get(Userset node, int negations) {
    var entry = known.get(node);
    if (entry == null) {
      return null;
    }
    return entry.result().low() == Result.NOWHERE || entry.negations() == negations
        ? entry.result()
        : null;
  }

  /** Where provisional results begin that are found from now on. */
  int mark() {
    return provisional.size();
  }

  /** Keeps the result of a node at a depth whose parts were found since the mark. */
  void put(Userset node, Result result, int negations, int mark, int depth) {
    if (result.isFalse()) {
      lower(mark, depth, result.low());
    } else {
      forget(mark); // they took this node to be false
    }
    if (result.tooDeep()) {
      return; // from higher up it may be known
    }
    if (result.low() == Result.NOWHERE) {
      known.put(node, new Entry(result, negations, -1));
    } else {
      known.put(node, new Entry(result, negations, provisional.size()));
      provisional.add(node);
    }
  }

  private void forget(int mark) {
    for (int i = provisional.size() - 1; i >= mark; i--) {
      remove(i);
      provisional.remove(i);
    }
  }

  /**
   * The node is false, as those took it to be that were cut there; so they rest on what it rests on
   * itself, and are known for good if that is nothing.
   */
  private void lower(int mark, int depth, int low) {
    for (int i = provisional.size() - 1; i >= mark; i--) {
      Userset node = provisional.get(i);
      var entry = known.get(node);
      if (entry == null || entry.place() != i || entry.result().low() < depth) {
        continue;
      }
      int place = low == Result.NOWHERE ? -1 : i;
      known.put(node, new Entry(entry.result().restingOn(low), entry.negations(), place));
    }
  }

  private void remove(int place) {
    Userset node = provisional.get(place);
    var entry = known.get(node);
    if (entry != null && entry.place() == place) {
      known.remove(node);
    }
  }
}
