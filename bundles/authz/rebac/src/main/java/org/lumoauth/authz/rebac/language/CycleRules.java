package org.lumoauth.authz.rebac.language;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** No relation of an object is defined by itself, however many others are between. */
final class CycleRules {

  private final Problems problems;

  CycleRules(Problems problems) {
    this.problems = problems;
  }

  void check(Index index) {
    index.relations().forEach(this::check);
  }

  private void check(String type, Map<String, Source.Relation> relations) {
    var next = new HashMap<String, Set<String>>();
    relations.forEach((name, relation) -> next.put(name, computed(relation)));
    relations.forEach(
        (name, relation) -> {
          if (leadsBack(name, next)) {
            problems.add(
                relation.name().place(),
                "cycle",
                "The relation '" + name + "' of the type '" + type + "' is defined by itself");
          }
        });
  }

  private static Set<String> computed(Source.Relation relation) {
    return Terms.all(relation.term())
        .filter(Source.Computed.class::isInstance)
        .map(term -> ((Source.Computed) term).relation().text())
        .collect(Collectors.toSet());
  }

  private static boolean leadsBack(String start, Map<String, Set<String>> next) {
    var seen = new HashSet<String>();
    var open = new ArrayDeque<>(List.of(start));
    while (!open.isEmpty()) {
      for (var name : next.getOrDefault(open.remove(), Set.of())) {
        if (name.equals(start)) {
          return true;
        }
        if (seen.add(name)) {
          open.add(name);
        }
      }
    }
    return false;
  }
}
