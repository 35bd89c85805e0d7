/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.budgets.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.json.JsonCodec;

class BudgetRequestBodyTest {

  private final JsonCodec json = new JsonCodec();

  @Test
  void rejectsFractionalLimits() {
    for (String number : List.of("0.9", "10.9", "-0.5", "1e-3", "1e400")) {
      for (String member : List.of("max_api_calls_per_hour", "max_tokens_per_day")) {
        String body = "{\"" + member + "\":" + number + "}";

        assertEquals(422, assertThrows(ApiException.class, () -> read(body), body).status());
      }
    }
  }

  @Test
  void acceptsWholeNumbersInAnyNotation() {
    for (String number : List.of("10", "10.0", "1e1")) {
      assertEquals(
          Optional.of(10L),
          read("{\"max_api_calls_per_hour\":" + number + "}").toLimits().callsPerHour());
    }
  }

  private BudgetRequestBody read(String body) {
    return json.read(body.getBytes(StandardCharsets.UTF_8), BudgetRequestBody.class);
  }
}
