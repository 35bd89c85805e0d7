package org.lumoauth.api.relation;

import java.util.Objects;

/**
 * What identifies a tuple.
 *
 * @param object the object
 * @param relation the relation that the subject has to it
 * @param subject who has it
 */
public record TupleKey(ObjectRef object, String relation, RelationSubject subject) {
  public TupleKey {
    Objects.requireNonNull(object, "object");
    Objects.requireNonNull(relation, "relation");
    Objects.requireNonNull(subject, "subject");
  }

  @Override
  public String toString() {
    return object + "#" + relation + "@" + subject;
  }
}
