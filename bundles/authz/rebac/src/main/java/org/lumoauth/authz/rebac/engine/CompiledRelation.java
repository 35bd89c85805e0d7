/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.engine;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.lumoauth.authz.rebac.index.TupleEdge;
import org.lumoauth.authz.rebac.index.Userset;
import org.lumoauth.authz.rebac.model.RelationDefinition;
import org.lumoauth.authz.rebac.model.SubjectType;
import org.lumoauth.authz.rebac.model.UsersetRewrite;

/** A relation of a type with precomputed lookups. */
public final class CompiledRelation {

  private final String type;
  private final RelationDefinition definition;
  private final SubjectType[] allowed;
  private final boolean usersets;
  private Set<Userset> within = Set.of();
  private Set<String> subjects = Set.of();

  CompiledRelation(String type, RelationDefinition definition) {
    this.type = type;
    this.definition = definition;
    this.allowed = definition.subjectTypes().toArray(new SubjectType[0]);
    this.usersets =
        definition.subjectTypes().stream().anyMatch(each -> each.relation().isPresent());
  }

  /** Sets the dependencies; called once during compilation. */
  void reaches(Set<Userset> relations, Set<String> subjectTypes) {
    within = Set.copyOf(relations);
    subjects = Set.copyOf(subjectTypes);
  }

  /** Returns the type that defines the relation. */
  public String type() {
    return type;
  }

  /** Returns the name. */
  public String name() {
    return definition.name();
  }

  /** Returns the rewrite that defines the relation. */
  public UsersetRewrite rewrite() {
    return definition.rewrite();
  }

  /** Returns the types of subjects that its tuples may have, in the notation of a model. */
  public String describeAllowedSubjects() {
    return Arrays.stream(allowed).map(SubjectType::written).collect(Collectors.joining(", "));
  }

  /** Returns whether its tuples may have usersets as subjects. */
  public boolean hasUsersetSubjects() {
    return usersets;
  }

  /** Returns whether its tuples may have this subject, with any condition. */
  public boolean allowsSubject(Userset subject) {
    for (SubjectType each : allowed) {
      if (fits(each, subject)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Returns whether this model allows a tuple. A tuple written under another model may have a
   * subject that is not allowed here, or lack a required condition.
   */
  public boolean allows(TupleEdge link) {
    Userset subject = link.key();
    for (SubjectType each : allowed) {
      if (fits(each, subject) && each.condition().equals(link.conditionName())) {
        return true;
      }
    }
    return false;
  }

  /** Returns whether the relation may depend on another, which has an empty {@code id}. */
  public boolean dependsOn(Userset relation) {
    return within.contains(relation);
  }

  /** Returns whether a tuple that the relation depends on may have a subject of this type. */
  public boolean canHold(String subjectType) {
    return subjects.contains(subjectType);
  }

  private static boolean fits(SubjectType each, Userset subject) {
    if (!each.type().equals(subject.type())) {
      return false;
    }
    if (subject.isUserset()) {
      return each.relation().isPresent() && each.relation().get().equals(subject.relation());
    }
    return each.relation().isEmpty() && each.wildcard() == subject.isWildcard();
  }
}
