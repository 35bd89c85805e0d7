/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.model;

import java.util.List;

/**
 * A relation of a type.
 *
 * @param name the name
 * @param rewrite the userset rewrite that defines the relation
 * @param subjectTypes the subject types of its direct tuples; empty if the rewrite has no {@link
 *     UsersetRewrite.DirectRewrite}
 */
public record RelationDefinition(
    String name, UsersetRewrite rewrite, List<SubjectType> subjectTypes) {
  public RelationDefinition {
    subjectTypes = List.copyOf(subjectTypes);
  }
}
