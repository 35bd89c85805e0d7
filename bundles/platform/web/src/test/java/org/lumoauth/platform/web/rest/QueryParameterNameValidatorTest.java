/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.rest;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.web.ApiException;

class QueryParameterNameValidatorTest {
  private static final Set<String> NAMES = Set.of("user_id", "limit");

  private static ApiException refusal(String query) {
    return assertThrows(
        ApiException.class, () -> QueryParameterNameValidator.require(query, NAMES));
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(strings = {"limit=5", "limit=5&user_id=u", "limit", "user%5Fid=u", "&limit=5&"})
  void acceptsKnownParameters(String query) {
    assertDoesNotThrow(() -> QueryParameterNameValidator.require(query, NAMES));
  }

  @ParameterizedTest
  @ValueSource(strings = {"userId=u", "limit=5&userId=u", "userId", "user%49d=u", "Limit=5", "=5"})
  void refusesUnknownParameters(String query) {
    assertEquals(422, refusal(query).status());
    assertEquals("validation_error", refusal(query).code());
  }

  @Test
  void reportsUnknownAndKnownParameters() {
    ApiException refusal = refusal("userId=u");

    assertEquals("userId", refusal.details().get("field"));
    assertEquals(
        "Unknown query parameter userId. This operation has: limit, user_id.",
        refusal.getMessage());
  }

  @Test
  void refusesRepeatedParameters() {
    assertEquals("user_id", refusal("user_id=a&user%5fid=b").details().get("field"));
  }

  @Test
  void doesNotEchoInvalidParameterName() {
    assertFalse(refusal("%3Cb%3E%0A=u").getMessage().contains("<b>"));
  }
}
