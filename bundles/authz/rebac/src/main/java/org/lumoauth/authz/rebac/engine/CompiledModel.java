package org.lumoauth.authz.rebac.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lumoauth.authz.rebac.index.Userset;
import org.lumoauth.authz.rebac.model.ConditionDefinition;
import org.lumoauth.authz.rebac.model.RelationModel;
import org.lumoauth.authz.rebac.model.SubjectType;
import org.lumoauth.authz.rebac.model.UsersetRewrite;

/** A model with what is asked of it again and again worked out. Immutable. */
public final class CompiledModel {

  private final String id;
  private final RelationModel model;
  private final Map<String, Map<String, CompiledRelation>> types = new HashMap<>();
  private final Map<Userset, List<Userset>> computedBy = new HashMap<>();
  private final Map<Userset, List<TuplesetRelation>> followedBy = new HashMap<>();

  /**
   * A relation that follows a tupleset.
   *
   * @param tupleset the relation whose tuples are followed, without an object's id
   * @param relation the relation that is had by following, without an object's id
   */
  record TuplesetRelation(Userset tupleset, Userset relation) {}

  public CompiledModel(String id, RelationModel model) {
    this.id = id;
    this.model = model;
    model
        .types()
        .forEach(
            (name, type) -> {
              var relations = new HashMap<String, CompiledRelation>();
              type.relations()
                  .forEach(
                      (relation, definition) ->
                          relations.put(relation, new CompiledRelation(name, definition)));
              types.put(name, relations);
            });
    types.values().forEach(type -> type.values().forEach(this::invert));
    types.values().forEach(type -> type.values().forEach(this::close));
  }

  /** The model's id. */
  public String id() {
    return id;
  }

  /** Whether there is such a type. */
  public boolean hasType(String type) {
    return types.containsKey(type);
  }

  /** A relation of a type; null if there is none. */
  public CompiledRelation relation(String type, String relation) {
    var relations = types.get(type);
    return relations == null ? null : relations.get(relation);
  }

  /** A condition; null if there is none. */
  public ConditionDefinition condition(String name) {
    return model.conditions().get(name);
  }

  /** Relations of the same type whose rewrite names this one. */
  List<Userset> computedBy(Userset relation) {
    return computedBy.getOrDefault(relation, List.of());
  }

  /** Relations that are had by following a tupleset to objects with this relation. */
  List<TuplesetRelation> followedBy(Userset relation) {
    return followedBy.getOrDefault(relation, List.of());
  }

  /** A relation of a type, without an object's id. */
  static Userset name(String type, String relation) {
    return new Userset(type, "", relation);
  }

  private void invert(CompiledRelation relation) {
    var self = name(relation.type(), relation.name());
    for (UsersetRewrite each : RewriteFlattener.leaves(relation.rewrite())) {
      if (each instanceof UsersetRewrite.ComputedUsersetRewrite computed) {
        computedBy
            .computeIfAbsent(name(relation.type(), computed.relation()), key -> new ArrayList<>())
            .add(self);
      } else if (each instanceof UsersetRewrite.TupleToUsersetRewrite follow) {
        var tupleset = name(relation.type(), follow.tupleset());
        for (Userset parent : parents(relation, follow)) {
          followedBy
              .computeIfAbsent(parent, key -> new ArrayList<>())
              .add(new TuplesetRelation(tupleset, self));
        }
      }
    }
  }

  /** Relations of the objects that a tupleset may name. */
  private List<Userset> parents(
      CompiledRelation relation, UsersetRewrite.TupleToUsersetRewrite follow) {
    var parents = new ArrayList<Userset>();
    for (SubjectType each : subjectTypes(relation.type(), follow.tupleset())) {
      if (relation(each.type(), follow.computed()) != null) {
        parents.add(name(each.type(), follow.computed()));
      }
    }
    return parents;
  }

  private List<SubjectType> subjectTypes(String type, String relation) {
    var definition = model.types().get(type).relations().get(relation);
    return definition == null ? List.of() : definition.subjectTypes();
  }

  /** All relations that one may rest on, and the types of the subjects of their tuples. */
  private void close(CompiledRelation relation) {
    Set<Userset> seen = new HashSet<>();
    Set<String> subjects = new HashSet<>();
    var open = new ArrayDeque<Userset>();
    open.add(name(relation.type(), relation.name()));
    while (!open.isEmpty()) {
      var next = open.remove();
      var at = relation(next.type(), next.relation());
      if (at == null || !seen.add(next)) {
        continue;
      }
      for (UsersetRewrite each : RewriteFlattener.leaves(at.rewrite())) {
        if (each instanceof UsersetRewrite.ComputedUsersetRewrite computed) {
          open.add(name(next.type(), computed.relation()));
        } else if (each instanceof UsersetRewrite.TupleToUsersetRewrite follow) {
          open.addAll(parents(at, follow));
        } else {
          for (SubjectType subject : subjectTypes(next.type(), next.relation())) {
            if (subject.relation().isPresent()) {
              open.add(name(subject.type(), subject.relation().get()));
            } else {
              subjects.add(subject.type());
            }
          }
        }
      }
    }
    relation.reaches(seen, subjects);
  }
}
