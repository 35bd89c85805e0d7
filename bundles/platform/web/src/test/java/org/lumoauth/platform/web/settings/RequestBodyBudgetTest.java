/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.settings;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.lumoauth.api.web.ApiException;

class RequestBodyBudgetTest {
  private final RequestBodyBudget budget = new RequestBodyBudget(100);

  @Test
  void rejectsRequestBeyondBudgetWithRetryAfter() {
    budget.take(60);

    ApiException refusal = assertThrows(ApiException.class, () -> budget.take(41));

    assertEquals(503, refusal.status());
    assertEquals("temporarily_unavailable", refusal.code());
    assertEquals("1", refusal.headers().get("Retry-After"));
  }

  @Test
  void reservesNothingOnRejection() {
    budget.take(60);
    assertThrows(ApiException.class, () -> budget.take(41));

    assertDoesNotThrow(() -> budget.take(40));
  }

  @Test
  void countsReservedBytesAndRejections() {
    budget.take(60);
    assertThrows(ApiException.class, () -> budget.take(41));

    assertEquals(60, budget.inFlight());
    assertEquals(1, budget.refused());
  }

  @Test
  void retainsReservedBytesOnResize() {
    budget.take(60);

    budget.resize(70);

    assertThrows(ApiException.class, () -> budget.take(11));
    assertDoesNotThrow(() -> budget.take(10));
  }

  @Test
  void reusesReleasedBytes() {
    budget.take(100);
    budget.release(100);

    assertDoesNotThrow(() -> budget.take(100));
  }
}
