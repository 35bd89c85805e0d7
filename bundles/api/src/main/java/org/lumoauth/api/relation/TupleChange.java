package org.lumoauth.api.relation;

import java.time.Instant;

/**
 * One change of a store's tuples.
 *
 * @param operation what was done
 * @param tuple the tuple, as it was written, or as it was when it was deleted
 * @param at when
 * @param token everything up to this change: to go on with, and to ask {@link
 *     Consistency.AtLeastAsFresh}
 */
public record TupleChange(TupleOperation operation, RelationTuple tuple, Instant at, String token) {

  /** What can be done to a tuple. */
  public enum TupleOperation {
    WRITE,
    DELETE
  }
}
