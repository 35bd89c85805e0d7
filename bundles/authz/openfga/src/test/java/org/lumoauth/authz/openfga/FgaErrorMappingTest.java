/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.openfga;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.lumoauth.api.relation.RelationException;
import org.lumoauth.api.relation.RelationException.RelationErrorKind;
import org.lumoauth.api.relation.model.RelationModelError;
import org.lumoauth.api.web.ApiException;

class FgaErrorMappingTest {

  @ParameterizedTest
  @CsvSource({
    "CHECK, TYPE_NOT_FOUND, 400, validation_error",
    "CHECK, RELATION_NOT_FOUND, 400, validation_error",
    "CHECK, INVALID_TUPLE, 400, invalid_tuple",
    "CHECK, INVALID_REQUEST, 400, validation_error",
    "CHECK, CONDITION_FAILED, 400, validation_error",
    "CHECK, LIMIT_EXCEEDED, 400, authorization_model_resolution_too_complex",
    "CHECK, STORE_NOT_FOUND, 404, store_id_not_found",
    "CHECK, NO_MODEL, 400, latest_authorization_model_not_found",
    "CHECK, MODEL_NOT_FOUND, 400, authorization_model_not_found",
    "CHECK, DEADLINE, 500, deadline_exceeded",
    "LIST, TYPE_NOT_FOUND, 400, type_not_found",
    "LIST, RELATION_NOT_FOUND, 400, relation_not_found",
    "LIST, INVALID_TUPLE, 400, invalid_tuple",
    "WRITE, INVALID_TUPLE, 400, validation_error",
    "WRITE, TUPLE_EXISTS, 400, write_failed_due_to_invalid_input",
    "WRITE, TUPLE_NOT_FOUND, 400, write_failed_due_to_invalid_input",
    "WRITE, CONFLICT, 409, aborted",
    "OTHER, INVALID_TOKEN, 400, invalid_continuation_token",
    "OTHER, LIMIT_EXCEEDED, 400, exceeded_entity_limit",
  })
  void mapsFailureToOperationErrorCode(
      FgaErrorMapping operation, RelationErrorKind kind, int status, String code) {
    var failure = operation.of(new RelationException(kind, "Because."));

    assertEquals(status, failure.status());
    assertEquals(new FgaException.FgaErrorBody(code, "Because."), failure.body());
  }

  @ParameterizedTest
  @EnumSource(RelationErrorKind.class)
  void mapsEveryFailure(RelationErrorKind kind) {
    for (FgaErrorMapping operation : FgaErrorMapping.values()) {
      assertNotNull(operation.of(new RelationException(kind, "Because.")).code());
    }
  }

  @Test
  void reportsAllModelErrors() {
    var errors =
        List.of(
            new RelationModelError("model", 1, 1, "a", "First."),
            new RelationModelError("model", 2, 1, "b", "Second."));

    var failure =
        FgaErrorMapping.OTHER.of(
            new RelationException(RelationErrorKind.INVALID_MODEL, "Bad.", errors));

    assertEquals("invalid_authorization_model", failure.code());
    assertEquals("First. Second.", failure.getMessage());
  }

  @Test
  void rejectsMalformedBodyInOpenFgaFormat() {
    var failure =
        assertThrows(
            FgaException.class,
            () ->
                FgaErrorMapping.OTHER.run(
                    () -> {
                      throw ApiException.invalid("tuple_key", "It has the wrong type.");
                    }));

    assertEquals(400, failure.status());
    assertEquals("validation_error", failure.code());
  }

  @Test
  void propagatesOtherErrorsUnchanged() {
    var unavailable = ApiException.moduleUnavailable("authz-rebac");

    var thrown =
        assertThrows(
            ApiException.class,
            () ->
                FgaErrorMapping.OTHER.run(
                    () -> {
                      throw unavailable;
                    }));

    assertSame(unavailable, thrown);
  }
}
