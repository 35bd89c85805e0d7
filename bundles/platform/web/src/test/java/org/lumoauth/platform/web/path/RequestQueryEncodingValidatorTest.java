/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.path;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.web.ApiException;

class RequestQueryEncodingValidatorTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a=b&c",
        "a=%41%C3%AB&b=%F0%9F%98%80",
        "a=%c3%ab%2B+x",
        "redirect_uri=https%3A%2F%2Fapp.example.com%2Fcb",
        "a=%00"
      })
  void acceptsDecodableQuery(String query) {
    assertDoesNotThrow(() -> RequestQueryEncodingValidator.check(query));
  }

  @Test
  void acceptsMissingQuery() {
    assertDoesNotThrow(() -> RequestQueryEncodingValidator.check(null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a=%",
        "a=%4",
        "a=%zz",
        "a=%-1",
        "%",
        "a=%ff%fe",
        "a=%C3",
        "a=%C3x",
        "a=%ED%A0%80",
        "a=%C0%AF"
      })
  void rejectsUndecodableQuery(String query) {
    ApiException refusal =
        assertThrows(ApiException.class, () -> RequestQueryEncodingValidator.check(query));

    assertEquals(400, refusal.status());
    assertEquals("invalid_request", refusal.code());
  }
}
