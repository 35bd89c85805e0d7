/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.relation;

import java.time.Instant;

/**
 * A change of a store's tuples.
 *
 * @param operation the operation
 * @param tuple the tuple as written, or as it existed before deletion
 * @param at the time of the change
 * @param token the state after this change: to continue from, and for {@link
 *     ReadConsistency.AtLeastAsFresh}
 */
public record TupleChange(TupleOperation operation, RelationTuple tuple, Instant at, String token) {

  /** The operations on a tuple. */
  public enum TupleOperation {
    WRITE,
    DELETE
  }
}
