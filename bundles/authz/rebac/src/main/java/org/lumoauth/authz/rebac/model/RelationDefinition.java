package org.lumoauth.authz.rebac.model;

import java.util.List;

/**
 * A relation of a type.
 *
 * @param name its name
 * @param rewrite who has it
 * @param subjectTypes the subjects that tuples of it may have; empty where the rewrite has no
 *     {@link UsersetRewrite.Direct}
 */
public record RelationDefinition(
    String name, UsersetRewrite rewrite, List<SubjectType> subjectTypes) {
  public RelationDefinition {
    subjectTypes = List.copyOf(subjectTypes);
  }
}
