/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.relation;

import java.util.Optional;

/**
 * Selects tuples that match all given values. A subject's id or relation requires its type, an
 * object's id its type.
 *
 * @param objectType the object's type
 * @param objectId the object's id
 * @param relation the relation
 * @param subjectType the subject's type
 * @param subjectId the subject's id
 * @param subjectRelation the relation of a userset subject; the empty string selects subjects that
 *     are not usersets
 */
public record TupleFilter(
    Optional<String> objectType,
    Optional<String> objectId,
    Optional<String> relation,
    Optional<String> subjectType,
    Optional<String> subjectId,
    Optional<String> subjectRelation) {

  /** Returns a filter that selects every tuple. */
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
