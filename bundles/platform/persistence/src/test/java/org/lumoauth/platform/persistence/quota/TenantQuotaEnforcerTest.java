/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence.quota;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.web.ApiException;

class TenantQuotaEnforcerTest {
  private final AtomicLong clock = new AtomicLong();
  private final AtomicLong rows = new AtomicLong();
  private final AtomicInteger counted = new AtomicInteger();
  private final TenantQuotaEnforcer quotas =
      new TenantQuotaEnforcer(QuotaSettings.of(), clock::get);

  private void add(long limit) {
    quotas.add(
        "ten_1",
        "users",
        limit,
        () -> {
          counted.incrementAndGet();
          return rows.get();
        });
    rows.incrementAndGet();
  }

  @Test
  void countsRowsOnceForManyInserts() {
    for (int i = 0; i < 1000; i++) {
      add(1_000_000);
    }

    assertEquals(1, counted.get());
  }

  @Test
  void countsRowsAtMostOncePerSecondAtLimit() {
    rows.set(5);
    for (int i = 0; i < 1000; i++) {
      assertThrows(ApiException.class, () -> add(5));
    }

    assertEquals(1, counted.get());
  }

  @Test
  void admitsRowsOneSecondAfterDeletion() {
    rows.set(5);
    assertThrows(ApiException.class, () -> add(5));
    rows.set(4);
    clock.addAndGet(Duration.ofSeconds(1).toNanos());

    assertDoesNotThrow(() -> add(5));
  }

  @Test
  void detectsRowsOfOtherNodesNearLimit() {
    rows.set(6);
    add(10);
    rows.set(10);
    clock.addAndGet(Duration.ofMinutes(10).toNanos());

    assertThrows(ApiException.class, () -> add(10));
  }

  @Test
  void errorContainsRemedy() {
    rows.set(5);

    String message = assertThrows(ApiException.class, () -> add(5)).getMessage();
    assertTrue(message.contains("quota of 5 users"), message);
    assertTrue(message.contains("Delete some"), message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"users", "users many", "ten_1 users 5 6", "users -1"})
  void rejectsMalformedSettings(String entry) {
    assertThrows(IllegalArgumentException.class, () -> QuotaSettings.of(entry));
  }
}
