/* SPDX-License-Identifier: Apache-2.0 */
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

/** A model with precomputed lookups. Immutable. */
public final class CompiledModel {

  private final String id;
  private final RelationModel model;
  private final Map<String, Map<String, CompiledRelation>> types = new HashMap<>();
  private final Map<Userset, List<Userset>> computedBy = new HashMap<>();
  private final Map<Userset, List<TuplesetRelation>> followedBy = new HashMap<>();

  /**
   * A relation that follows a tupleset.
   *
   * @param tupleset the relation that supplies the objects, without an object ID
   * @param relation the resulting relation, without an object ID
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

  /** Returns the ID of the model. */
  public String id() {
    return id;
  }

  /** Returns whether the model defines the type. */
  public boolean hasType(String type) {
    return types.containsKey(type);
  }

  /** Returns a relation of a type, or null. */
  public CompiledRelation relation(String type, String relation) {
    var relations = types.get(type);
    return relations == null ? null : relations.get(relation);
  }

  /** Returns a condition, or null. */
  public ConditionDefinition condition(String name) {
    return model.conditions().get(name);
  }

  /** Returns the relations of the same type that refer to this one in their rewrite. */
  List<Userset> computedBy(Userset relation) {
    return computedBy.getOrDefault(relation, List.of());
  }

  /** Returns the relations that follow a tupleset to objects with this relation. */
  List<TuplesetRelation> followedBy(Userset relation) {
    return followedBy.getOrDefault(relation, List.of());
  }

  /** Returns a relation of a type, without an object ID. */
  static Userset name(String type, String relation) {
    return new Userset(type, "", relation);
  }

  private void invert(CompiledRelation relation) {
    var self = name(relation.type(), relation.name());
    for (UsersetRewrite each : RewriteLeafCollector.leaves(relation.rewrite())) {
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

  /** Returns the relations of the objects that a tupleset may contain. */
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

  /**
   * Computes all relations that a relation may depend on, and the subject types of their tuples.
   */
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
      for (UsersetRewrite each : RewriteLeafCollector.leaves(at.rewrite())) {
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
