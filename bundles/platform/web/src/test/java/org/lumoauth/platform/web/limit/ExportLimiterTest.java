/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.limit;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.web.ApiException;

class ExportLimiterTest {
  private final AtomicInteger limit = new AtomicInteger(4);
  private final ExportLimiter limiter = new ExportLimiter(limit::get);

  @Test
  void refusesASecondExportOfATenant() {
    limiter.admit("ten_1");

    ApiException refusal = assertThrows(ApiException.class, () -> limiter.admit("ten_1"));

    assertEquals(429, refusal.status());
    assertTrue(refusal.headers().containsKey("Retry-After"));
  }

  @Test
  void admitsTheNextExportOfATenantAfterTheFirstHasEnded() {
    limiter.admit("ten_1");
    limiter.release("ten_1");

    assertDoesNotThrow(() -> limiter.admit("ten_1"));
  }

  @Test
  void rejectsExportsBeyondServerLimit() {
    limit.set(2);
    limiter.admit("ten_1");
    limiter.admit("ten_2");

    ApiException refusal = assertThrows(ApiException.class, () -> limiter.admit("ten_3"));

    assertEquals(503, refusal.status());
    assertTrue(refusal.headers().containsKey("Retry-After"));
  }

  @Test
  void rejectedExportOccupiesNoSlot() {
    limit.set(1);
    limiter.admit("ten_1");
    assertThrows(ApiException.class, () -> limiter.admit("ten_2"));
    limiter.release("ten_1");

    assertDoesNotThrow(() -> limiter.admit("ten_2"));
  }
}
