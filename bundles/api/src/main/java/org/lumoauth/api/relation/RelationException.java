package org.lumoauth.api.relation;

import java.util.List;

/** Why there is no answer. Doors turn it into the error of their protocol. */
public final class RelationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What went wrong. */
  public enum RelationErrorKind {
    STORE_NOT_FOUND,
    MODEL_NOT_FOUND,
    /** The store has no model yet. */
    NO_MODEL,
    INVALID_MODEL,
    TYPE_NOT_FOUND,
    RELATION_NOT_FOUND,
    /** A tuple that the model does not allow. */
    INVALID_TUPLE,
    TUPLE_EXISTS,
    TUPLE_NOT_FOUND,
    PRECONDITION_FAILED,
    /** Somebody else changed the same at the same time, or used the idempotency key. */
    CONFLICT,
    INVALID_TOKEN,
    /** Changes from so long ago are not kept any more: the tuples must be read again. */
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
   * @param kind what went wrong
   * @param message a sentence for the caller
   * @param errors what is wrong with the model, for {@code INVALID_MODEL}
   */
  public RelationException(
      RelationErrorKind kind, String message, List<RelationModelError> errors) {
    super(message);
    this.kind = kind;
    this.errors = List.copyOf(errors);
  }

  /** What went wrong. */
  public RelationErrorKind kind() {
    return kind;
  }

  /** What is wrong with the model. */
  public List<RelationModelError> errors() {
    return errors == null ? List.of() : errors;
  }
}
