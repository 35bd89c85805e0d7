/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.accessrequests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class IdempotencyKeyLocksTest {

  private static final int MANY = 8;
  private static final int EACH = 500;

  private final IdempotencyKeyLocks turns = new IdempotencyKeyLocks();
  private int count; // guarded by the turns alone

  @Test
  void serializesRequestsWithTheSameIdempotencyKey() throws Exception {
    var pool = Executors.newFixedThreadPool(MANY);
    try {
      var start = new CountDownLatch(1);
      var running = new ArrayList<Future<?>>();
      for (int i = 0; i < MANY; i++) {
        running.add(
            pool.submit(
                () -> {
                  start.await();
                  for (int n = 0; n < EACH; n++) {
                    try (var turn = turns.acquire("key")) {
                      count++;
                    }
                  }
                  return null;
                }));
      }
      start.countDown();
      for (var one : running) {
        one.get();
      }
    } finally {
      pool.shutdown();
    }

    assertEquals(MANY * EACH, count);
  }
}
