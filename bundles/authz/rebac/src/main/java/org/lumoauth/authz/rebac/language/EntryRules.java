package org.lumoauth.authz.rebac.language;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Every relation can be had by somebody: there are tuples that would give it. */
final class EntryRules {

  private record Key(String type, String relation) {}

  private final Index index;
  private final Problems problems;
  private final Set<Key> reachable = new HashSet<>();
  private final Map<Key, List<Key>> dependents = new HashMap<>();

  EntryRules(Index index, Problems problems) {
    this.index = index;
    this.problems = problems;
  }

  void check() {
    var open = new ArrayDeque<Key>();
    index
        .relations()
        .forEach(
            (type, relations) ->
                relations.forEach(
                    (name, relation) -> {
                      var key = new Key(type, name);
                      open.add(key);
                      needs(type, relation)
                          .forEach(
                              need ->
                                  dependents
                                      .computeIfAbsent(need, first -> new ArrayList<>())
                                      .add(key));
                    }));
    var keys = List.copyOf(open);
    while (!open.isEmpty()) {
      var key = open.remove();
      if (!reachable.contains(key) && given(key)) {
        reachable.add(key);
        open.addAll(dependents.getOrDefault(key, List.of()));
      }
    }
    keys.stream().filter(key -> !reachable.contains(key)).forEach(this::refuse);
  }

  private void refuse(Key key) {
    problems.add(
        relation(key).name().place(),
        "no_entrypoint",
        "Nobody can ever have the relation '"
            + key.relation()
            + "' of the type '"
            + key.type()
            + "'");
  }

  private Source.Relation relation(Key key) {
    return index.relation(key.type(), key.relation()).orElseThrow();
  }

  /** The relations of which one or all must be given before this one can be. */
  private Stream<Key> needs(String type, Source.Relation relation) {
    return Terms.all(relation.term())
        .flatMap(
            term -> {
              if (term instanceof Source.Computed computed) {
                return Stream.of(new Key(type, computed.relation().text()));
              }
              if (term instanceof Source.Through through) {
                return reached(type, through);
              }
              return term instanceof Source.Direct ? usersets(relation) : Stream.empty();
            })
        .distinct();
  }

  private static Stream<Key> usersets(Source.Relation relation) {
    return relation.subjects().stream()
        .filter(subject -> subject.relation().isPresent())
        .map(subject -> new Key(subject.type().text(), subject.relation().get().text()));
  }

  private Stream<Key> reached(String type, Source.Through through) {
    return index.relation(type, through.tupleset().text()).stream()
        .flatMap(tupleset -> tupleset.subjects().stream())
        .map(subject -> new Key(subject.type().text(), through.computed().text()));
  }

  private boolean given(Key key) {
    var relation = relation(key);
    return given(key.type(), relation, relation.term());
  }

  private boolean given(String type, Source.Relation relation, Source.Term term) {
    if (term instanceof Source.Direct) {
      return relation.subjects().stream().anyMatch(subject -> subject.relation().isEmpty())
          || usersets(relation).anyMatch(reachable::contains);
    }
    if (term instanceof Source.Computed computed) {
      return reachable.contains(new Key(type, computed.relation().text()));
    }
    if (term instanceof Source.Through through) {
      return reached(type, through).anyMatch(reachable::contains);
    }
    var operands = Terms.operands(term);
    return term instanceof Source.Union
        ? operands.stream().anyMatch(operand -> given(type, relation, operand))
        : operands.stream().allMatch(operand -> given(type, relation, operand));
  }
}
