/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.web;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.lumoauth.api.relation.RelationException;
import org.lumoauth.api.web.ApiException;

/** Converts engine errors to API errors. */
public final class RelationExceptionConverter {

  /** An operation that may fail. */
  @FunctionalInterface
  public interface RelationOperation<T, X extends Exception> {
    T answer() throws X;
  }

  private RelationExceptionConverter() {}

  /**
   * Runs an operation.
   *
   * @throws ApiException for an error of the engine
   */
  public static <T, X extends Exception> T run(RelationOperation<T, X> call) throws X {
    try {
      return call.answer();
    } catch (RelationException e) {
      throw of(e);
    }
  }

  /**
   * Runs a check, which has its own error code.
   *
   * @throws ApiException 400 {@code ZANZIBAR_CHECK_FAILED} if the check cannot be evaluated
   */
  static <T, X extends Exception> T check(RelationOperation<T, X> call) throws X {
    try {
      return call.answer();
    } catch (RelationException e) {
      ApiException problem = of(e);
      if (problem.status() >= 500) {
        throw problem;
      }
      Map<String, Object> details = new HashMap<>(problem.details());
      details.put("reason", reason(e));
      throw new ApiException(400, "ZANZIBAR_CHECK_FAILED", e.getMessage(), details);
    }
  }

  static ApiException of(RelationException e) {
    return switch (e.kind()) {
      case STORE_NOT_FOUND, MODEL_NOT_FOUND, TUPLE_NOT_FOUND ->
          new ApiException(404, "resource_not_found", e.getMessage(), details(e));
      case NO_MODEL, CONFLICT -> new ApiException(409, reason(e), e.getMessage());
      case TUPLE_EXISTS -> new ApiException(409, "duplicate_resource", e.getMessage(), details(e));
      case PRECONDITION_FAILED -> new ApiException(412, "precondition_failed", e.getMessage());
      case CHANGES_GONE -> new ApiException(410, "gone", e.getMessage(), details(e));
      case INVALID_TOKEN, INVALID_REQUEST ->
          new ApiException(400, "invalid_request", e.getMessage(), details(e));
      case INVALID_MODEL ->
          new ApiException(422, "validation_error", e.getMessage(), Map.of("errors", errors(e)));
      case TYPE_NOT_FOUND, RELATION_NOT_FOUND, INVALID_TUPLE, CONDITION_FAILED, LIMIT_EXCEEDED ->
          new ApiException(422, "validation_error", e.getMessage(), details(e));
      case DEADLINE -> new ApiException(503, "deadline_exceeded", e.getMessage());
    };
  }

  private static Map<String, Object> details(RelationException e) {
    return Map.of("reason", reason(e));
  }

  private static String reason(RelationException e) {
    return e.kind().name().toLowerCase(Locale.ROOT);
  }

  private static List<Map<String, Object>> errors(RelationException e) {
    return e.errors().stream()
        .map(
            error ->
                Map.<String, Object>of(
                    "file", error.file(),
                    "line", error.line(),
                    "column", error.column(),
                    "code", error.code(),
                    "message", error.message()))
        .toList();
  }
}
