/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.language.validation;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.lumoauth.authz.rebac.language.ModelErrorCollector;
import org.lumoauth.authz.rebac.language.ParsedModel;

/** Validates that no relation of an object depends on itself, directly or indirectly. */
public final class RelationCycleValidator {

  private final ModelErrorCollector problems;

  public RelationCycleValidator(ModelErrorCollector problems) {
    this.problems = problems;
  }

  public void check(ParsedModelIndex index) {
    index.relations().forEach(this::check);
  }

  private void check(String type, Map<String, ParsedModel.ParsedRelation> relations) {
    var next = new HashMap<String, Set<String>>();
    relations.forEach((name, relation) -> next.put(name, computed(relation)));
    relations.forEach(
        (name, relation) -> {
          if (leadsBack(name, next)) {
            problems.add(
                relation.name().place(),
                "cycle",
                "The relation '" + name + "' of the type '" + type + "' depends on itself");
          }
        });
  }

  private static Set<String> computed(ParsedModel.ParsedRelation relation) {
    return RewriteTermWalker.all(relation.term())
        .filter(ParsedModel.ComputedUsersetTerm.class::isInstance)
        .map(term -> ((ParsedModel.ComputedUsersetTerm) term).relation().text())
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
