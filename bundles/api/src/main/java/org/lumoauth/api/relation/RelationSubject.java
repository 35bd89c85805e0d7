package org.lumoauth.api.relation;

import java.util.Objects;
import java.util.Optional;

/**
 * Who has a relation to an object: one object ({@code user:anne}), everything of a type ({@code
 * user:*}), or those who have a relation to an object ({@code group:eng#member}).
 *
 * @param type the type, as {@code user}
 * @param id the id, or {@code *}
 * @param relation the relation of a userset
 */
public record RelationSubject(String type, String id, Optional<String> relation) {

  /** The id that stands for every object of the type. */
  public static final String WILDCARD = "*";

  public RelationSubject {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(relation, "relation");
  }

  /** A single object. */
  public static RelationSubject of(String type, String id) {
    return new RelationSubject(type, id, Optional.empty());
  }

  /** Those who have a relation to an object. */
  public static RelationSubject userset(String type, String id, String relation) {
    return new RelationSubject(type, id, Optional.of(relation));
  }

  /** Whether it stands for everything of its type. */
  public boolean isWildcard() {
    return relation.isEmpty() && id.equals(WILDCARD);
  }

  @Override
  public String toString() {
    return type + ":" + id + relation.map(name -> "#" + name).orElse("");
  }
}
