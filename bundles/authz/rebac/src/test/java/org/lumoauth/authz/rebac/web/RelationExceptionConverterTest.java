/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.lumoauth.api.relation.RelationException;
import org.lumoauth.api.relation.RelationException.RelationErrorKind;
import org.lumoauth.api.relation.model.RelationModelError;

class RelationExceptionConverterTest {

  @ParameterizedTest
  @CsvSource({
    "MODEL_NOT_FOUND, 404, resource_not_found",
    "TUPLE_NOT_FOUND, 404, resource_not_found",
    "NO_MODEL, 409, no_model",
    "CONFLICT, 409, conflict",
    "TUPLE_EXISTS, 409, duplicate_resource",
    "PRECONDITION_FAILED, 412, precondition_failed",
    "INVALID_TOKEN, 400, invalid_request",
    "CHANGES_GONE, 410, gone",
    "INVALID_TUPLE, 422, validation_error",
    "LIMIT_EXCEEDED, 422, validation_error",
    "DEADLINE, 503, deadline_exceeded",
  })
  void mapsFailureToApiError(RelationErrorKind kind, int status, String code) {
    var problem = RelationExceptionConverter.of(new RelationException(kind, "Because."));

    assertEquals(status, problem.status());
    assertEquals(code, problem.code());
    assertEquals("Because.", problem.getMessage());
  }

  @ParameterizedTest
  @EnumSource(RelationErrorKind.class)
  void mapsNoFailureToInternalError(RelationErrorKind kind) {
    assertTrue(
        RelationExceptionConverter.of(new RelationException(kind, "Because.")).status() != 500);
  }

  @Test
  void reportsPositionOfModelErrors() {
    var error = new RelationModelError("core.fga", 6, 21, "undefined_type", "No such type.");

    var problem =
        RelationExceptionConverter.of(
            new RelationException(RelationErrorKind.INVALID_MODEL, "Bad.", List.of(error)));

    assertEquals(422, problem.status());
    assertEquals(
        List.of(
            Map.of(
                "file", "core.fga",
                "line", 6,
                "column", 21,
                "code", "undefined_type",
                "message", "No such type.")),
        problem.details().get("errors"));
  }
}
