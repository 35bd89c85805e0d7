/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.relation;

import java.util.List;
import org.lumoauth.api.relation.model.RelationModelError;

/**
 * Thrown if an operation on a relation store, its models or its tuples fails. Endpoints map it to
 * the error of their protocol.
 */
public final class RelationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The kind of error. */
  public enum RelationErrorKind {
    STORE_NOT_FOUND,
    MODEL_NOT_FOUND,
    /** The store has no model yet. */
    NO_MODEL,
    INVALID_MODEL,
    TYPE_NOT_FOUND,
    RELATION_NOT_FOUND,
    /** The model does not allow a tuple. */
    INVALID_TUPLE,
    TUPLE_EXISTS,
    TUPLE_NOT_FOUND,
    PRECONDITION_FAILED,
    /** Another write changed the same tuples concurrently, or used the idempotency key. */
    CONFLICT,
    INVALID_TOKEN,
    /** The requested changes are no longer stored: read the tuples again. */
    CHANGES_GONE,
    INVALID_REQUEST,
    CONDITION_FAILED,
    LIMIT_EXCEEDED,
    DEADLINE
  }

  private final RelationErrorKind kind;
  private final transient List<RelationModelError> errors;

  public RelationException(RelationErrorKind kind, String message) {
    this(kind, message, List.of());
  }

  /**
   * @param kind the kind of error
   * @param message a sentence for the caller
   * @param errors the errors in the model, for {@code INVALID_MODEL}
   */
  public RelationException(
      RelationErrorKind kind, String message, List<RelationModelError> errors) {
    super(message);
    this.kind = kind;
    this.errors = List.copyOf(errors);
  }

  /** Returns the kind of error. */
  public RelationErrorKind kind() {
    return kind;
  }

  /** Returns the errors in the model. */
  public List<RelationModelError> errors() {
    return errors == null ? List.of() : errors;
  }
}
