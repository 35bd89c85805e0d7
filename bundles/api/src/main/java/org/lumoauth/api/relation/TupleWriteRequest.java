/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.relation;

import java.util.List;
import java.util.Optional;

/**
 * An atomic change of tuples.
 *
 * @param modelId the model that the tuples must match; if empty, the current model
 * @param writes the tuples to write
 * @param deletes the tuples to delete
 * @param preconditions the conditions that must be met at the time of the write
 * @param ignoreExisting whether a tuple that already exists with the same condition and expiry is
 *     not an error
 * @param ignoreMissing whether a tuple to delete that does not exist is not an error
 * @param idempotencyKey identifies this change: a change with the same key within a day is not
 *     repeated, and returns the same token
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
   * A condition for a change.
   *
   * @param filter selects the tuples
   * @param exists whether at least one must exist, or none may exist
   */
  public record TuplePrecondition(TupleFilter filter, boolean exists) {}

  public TupleWriteRequest {
    writes = List.copyOf(writes);
    deletes = List.copyOf(deletes);
    preconditions = List.copyOf(preconditions);
  }

  /** Returns a change that writes these tuples, none of which may exist. */
  public static TupleWriteRequest of(List<RelationTuple> writes) {
    return new TupleWriteRequest(
        Optional.empty(), writes, List.of(), List.of(), false, false, Optional.empty());
  }
}
