package org.lumoauth.api.relation;

import java.util.List;
import java.util.Optional;

/**
 * A change of tuples: all of it or nothing.
 *
 * @param modelId the model that the tuples must fit; the current one where none is named
 * @param writes tuples to write
 * @param deletes tuples to delete
 * @param preconditions what must be so when it is written
 * @param ignoreExisting whether a tuple that is there already, with the same condition and expiry,
 *     is no error
 * @param ignoreMissing whether a tuple to delete that is not there is no error
 * @param idempotencyKey a name for this change: a change of this name that was made within a day is
 *     not made again, and gives the same token
 */
public record TupleWriteRequest(
    Optional<String> modelId,
    List<RelationTuple> writes,
    List<TupleKey> deletes,
    List<TuplePrecondition> preconditions,
    boolean ignoreExisting,
    boolean ignoreMissing,
    Optional<String> idempotencyKey) {

  /**
   * @param filter which tuples are meant
   * @param exists whether at least one must be there, or none may be
   */
  public record TuplePrecondition(TupleFilter filter, boolean exists) {}

  public TupleWriteRequest {
    writes = List.copyOf(writes);
    deletes = List.copyOf(deletes);
    preconditions = List.copyOf(preconditions);
  }

  /** Writes these tuples, none of which may be there. */
  public static TupleWriteRequest of(List<RelationTuple> writes) {
    return new TupleWriteRequest(
        Optional.empty(), writes, List.of(), List.of(), false, false, Optional.empty());
  }
}
