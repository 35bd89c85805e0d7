package org.lumoauth.authz.rebac.engine;

import java.util.Set;
import org.lumoauth.authz.rebac.index.TupleEdge;
import org.lumoauth.authz.rebac.index.Userset;
import org.lumoauth.authz.rebac.model.RelationDefinition;
import org.lumoauth.authz.rebac.model.SubjectType;
import org.lumoauth.authz.rebac.model.UsersetRewrite;

/** A relation of a type, with what is asked of it again and again worked out. */
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

  /** Called once, while the model is compiled. */
  void reaches(Set<Userset> relations, Set<String> subjectTypes) {
    within = Set.copyOf(relations);
    subjects = Set.copyOf(subjectTypes);
  }

  /** The type that it is a relation of. */
  public String type() {
    return type;
  }

  /** Its name. */
  public String name() {
    return definition.name();
  }

  /** Who has it. */
  public UsersetRewrite rewrite() {
    return definition.rewrite();
  }

  /** Whether tuples of it may have usersets for subjects. */
  public boolean hasUsersetSubjects() {
    return usersets;
  }

  /** Whether tuples of it may have such a subject, whatever their condition. */
  public boolean allowsSubject(Userset subject) {
    for (SubjectType each : allowed) {
      if (fits(each, subject)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether a tuple of it counts under this model: one that was written under another may have a
   * subject, or lack a condition, that this one does not allow.
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

  /** Whether the answer may rest on this relation, {@code id} being empty. */
  public boolean dependsOn(Userset relation) {
    return within.contains(relation);
  }

  /** Whether some tuple that it may rest on can name a subject of this type. */
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
