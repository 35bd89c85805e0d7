/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.web.ApiException;

class PendingWriteTest {

  private final AtomicInteger asked = new AtomicInteger();

  @Test
  void computesResultOnce() {
    try (var change = new PendingWrite(() -> asked.incrementAndGet() > 1)) {
      assertFalse(change.awaitResult());
      assertFalse(change.awaitResult());
    }
    assertEquals(1, asked.get());
  }

  @Test
  void closeAwaitsResult() {
    var change = new PendingWrite(() -> asked.incrementAndGet() == 1);
    change.close();

    assertEquals(1, asked.get());
    assertTrue(change.awaitResult());
  }

  @Test
  void doesNotRetryAfterFailure() {
    var change =
        new PendingWrite(
            () -> {
              asked.incrementAndGet();
              throw ApiException.moduleUnavailable("store");
            });

    assertThrows(ApiException.class, change::awaitResult);
    assertThrows(IllegalStateException.class, change::awaitResult);
    change.close();
    assertEquals(1, asked.get());
  }
}
