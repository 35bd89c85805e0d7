/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.openfga;

import java.util.stream.Collectors;
import org.lumoauth.api.relation.RelationException;
import org.lumoauth.api.relation.model.RelationModelError;
import org.lumoauth.api.web.ApiException;

/**
 * Maps errors to OpenFGA's codes. Like in OpenFGA, the code of an error depends on the operation.
 */
public enum FgaErrorMapping {
  /** A check: an invalid check request is a validation error. */
  CHECK,
  /** Lists of objects or users of a relation: invalid types and relations have specific codes. */
  LIST,
  /** A change of tuples: an invalid tuple is a validation error. */
  WRITE,
  /** Other operations. */
  OTHER;

  /** An operation with error mapping. */
  @FunctionalInterface
  public interface FgaOperation<T, X extends Exception> {
    T answer() throws X;
  }

  /**
   * Runs an operation.
   *
   * @throws FgaException for each error of the operation
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

  /**
   * Returns whether a problem is about the request body: OpenFGA has no code for its size or type.
   */
  private static boolean isOfTheBody(ApiException problem) {
    return problem.status() == 400 || problem.status() == 422;
  }

  /** Maps an error to OpenFGA's format. */
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
