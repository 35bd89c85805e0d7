package org.lumoauth.api.relation;

import java.util.Optional;

/**
 * Which tuples are meant: those that fit all that is given. A subject's id or relation needs its
 * type, an object's id its type.
 *
 * @param objectType of objects of this type
 * @param objectId of this object
 * @param relation of this relation
 * @param subjectType whose subject has this type
 * @param subjectId whose subject has this id
 * @param subjectRelation whose subject is a userset of this relation; the empty string: is none
 */
public record TupleFilter(
    Optional<String> objectType,
    Optional<String> objectId,
    Optional<String> relation,
    Optional<String> subjectType,
    Optional<String> subjectId,
    Optional<String> subjectRelation) {

  /** Every tuple. */
  public static TupleFilter all() {
    return new TupleFilter(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
