/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.relation;

import java.util.Objects;
import java.util.Optional;

/**
 * The subject of a relation: one object ({@code user:anne}), every object of a type ({@code
 * user:*}), or the subjects with a relation to an object ({@code group:eng#member}).
 *
 * @param type the type, such as {@code user}
 * @param id the id, or {@code *}
 * @param relation the relation of a userset
 */
public record RelationSubject(String type, String id, Optional<String> relation) {

  /** The id that represents every object of the type. */
  public static final String WILDCARD = "*";

  public RelationSubject {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(relation, "relation");
  }

  /** Returns a single object as subject. */
  public static RelationSubject of(String type, String id) {
    return new RelationSubject(type, id, Optional.empty());
  }

  /** Returns the userset of the subjects with a relation to an object. */
  public static RelationSubject userset(String type, String id, String relation) {
    return new RelationSubject(type, id, Optional.of(relation));
  }

  /** Returns whether it represents every object of its type. */
  public boolean isWildcard() {
    return relation.isEmpty() && id.equals(WILDCARD);
  }

  @Override
  public String toString() {
    return type + ":" + id + relation.map(name -> "#" + name).orElse("");
  }
}
