/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.relation;

import java.util.Objects;

/**
 * The identity of a tuple.
 *
 * @param object the object
 * @param relation the subject's relation to the object
 * @param subject the subject
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
