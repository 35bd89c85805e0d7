package org.lumoauth.authz.openfga;

import java.util.stream.Collectors;
import org.lumoauth.api.relation.RelationException;
import org.lumoauth.api.relation.RelationModelError;
import org.lumoauth.api.web.ApiException;

/**
 * What went wrong, in OpenFGA's codes. The same failure has another code where another operation
 * meets it, as OpenFGA has it.
 */
public enum FgaErrorMapping {
  /** One question: what is wrong with the question itself is a validation error. */
  CHECK,
  /** Objects or users of a relation: its type and name have codes of their own. */
  LIST,
  /** A change of tuples: a tuple that does not fit is a validation error. */
  WRITE,
  /** Anything else. */
  OTHER;

  /** An operation. */
  @FunctionalInterface
  public interface FgaOperation<T, X extends Exception> {
    T answer() throws X;
  }

  /**
   * Carries out an operation.
   *
   * @throws FgaException for whatever is refused in it
   */
  public <T, X extends Exception> T run(FgaOperation<T, X> call) throws X {
    try {
      return call.answer();
    } catch (RelationException e) {
      throw of(e);
    } catch (ApiException e) {
      throw isOfTheBody(e) ? FgaException.invalid(e.getMessage()) : e;
    }
  }

  /** Too large a body, or one of another type, has no code of OpenFGA. */
  private static boolean isOfTheBody(ApiException problem) {
    return problem.status() == 400 || problem.status() == 422;
  }

  /** The failure as OpenFGA tells it. */
  public FgaException of(RelationException e) {
    return switch (e.kind()) {
      case STORE_NOT_FOUND -> failure(404, "store_id_not_found", e);
      case MODEL_NOT_FOUND -> failure(400, "authorization_model_not_found", e);
      case NO_MODEL -> failure(400, "latest_authorization_model_not_found", e);
      case INVALID_MODEL -> new FgaException(400, "invalid_authorization_model", told(e));
      case TYPE_NOT_FOUND -> failure(400, this == CHECK ? VALIDATION : "type_not_found", e);
      case RELATION_NOT_FOUND -> failure(400, this == CHECK ? VALIDATION : "relation_not_found", e);
      case INVALID_TUPLE -> failure(400, this == WRITE ? VALIDATION : "invalid_tuple", e);
      case TUPLE_EXISTS, TUPLE_NOT_FOUND, PRECONDITION_FAILED ->
          failure(400, "write_failed_due_to_invalid_input", e);
      case CONFLICT -> failure(409, "aborted", e);
      case INVALID_TOKEN, CHANGES_GONE -> failure(400, "invalid_continuation_token", e);
      case INVALID_REQUEST, CONDITION_FAILED -> failure(400, VALIDATION, e);
      case LIMIT_EXCEEDED ->
          failure(
              400,
              this == CHECK || this == LIST
                  ? "authorization_model_resolution_too_complex"
                  : "exceeded_entity_limit",
              e);
      case DEADLINE -> failure(500, "deadline_exceeded", e);
    };
  }

  private static final String VALIDATION = "validation_error";

  private static FgaException failure(int status, String code, RelationException e) {
    return new FgaException(status, code, e.getMessage());
  }

  private static String told(RelationException e) {
    return e.errors().isEmpty()
        ? e.getMessage()
        : e.errors().stream().map(RelationModelError::message).collect(Collectors.joining(" "));
  }
}
