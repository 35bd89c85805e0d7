package org.lumoauth.authz.rebac.language;

import java.util.HashSet;
import java.util.Set;

/**
 * Every relation can be had by somebody. It is not defined by itself, and there are tuples that
 * would give it.
 */
final class EntryRules {

  private record Key(String type, String relation) {}

  private final Index index;
  private final Problems problems;
  private final Set<Key> reachable = new HashSet<>();

  EntryRules(Index index, Problems problems) {
    this.index = index;
    this.problems = problems;
  }

  void check() {
    while (grow()) {
      // Until no relation is found any more that tuples could give.
    }
    index
        .relations()
        .forEach(
            (type, relations) ->
                relations
                    .values()
                    .forEach(relation -> check(new Key(type, relation.name().text()), relation)));
  }

  private void check(Key key, Source.Relation relation) {
    if (leadsTo(key.type(), relation.term(), key.relation(), new HashSet<>())) {
      problems.add(
          relation.name().place(),
          "cycle",
          "The relation '"
              + key.relation()
              + "' of the type '"
              + key.type()
              + "' is defined by itself");
    } else if (!reachable.contains(key)) {
      problems.add(
          relation.name().place(),
          "no_entrypoint",
          "Nobody can ever have the relation '"
              + key.relation()
              + "' of the type '"
              + key.type()
              + "'");
    }
  }

  private boolean leadsTo(String type, Source.Term term, String wanted, Set<String> seen) {
    return Terms.all(term)
        .filter(Source.Computed.class::isInstance)
        .map(computed -> ((Source.Computed) computed).relation().text())
        .anyMatch(
            name ->
                name.equals(wanted)
                    || seen.add(name)
                        && index
                            .relation(type, name)
                            .filter(next -> leadsTo(type, next.term(), wanted, seen))
                            .isPresent());
  }

  private boolean grow() {
    int before = reachable.size();
    index
        .relations()
        .forEach(
            (type, relations) ->
                relations.forEach(
                    (name, relation) -> {
                      if (given(type, relation, relation.term())) {
                        reachable.add(new Key(type, name));
                      }
                    }));
    return reachable.size() > before;
  }

  private boolean given(String type, Source.Relation relation, Source.Term term) {
    if (term instanceof Source.Direct) {
      return relation.subjects().stream()
          .anyMatch(
              subject ->
                  subject.relation().isEmpty()
                      || reachable.contains(
                          new Key(subject.type().text(), subject.relation().get().text())));
    }
    if (term instanceof Source.Computed computed) {
      return reachable.contains(new Key(type, computed.relation().text()));
    }
    if (term instanceof Source.Through through) {
      return index.relation(type, through.tupleset().text()).stream()
          .flatMap(tupleset -> tupleset.subjects().stream())
          .anyMatch(
              subject ->
                  reachable.contains(new Key(subject.type().text(), through.computed().text())));
    }
    var operands = Terms.operands(term);
    return term instanceof Source.Union
        ? operands.stream().anyMatch(operand -> given(type, relation, operand))
        : operands.stream().allMatch(operand -> given(type, relation, operand));
  }
}
