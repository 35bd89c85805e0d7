/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit.suspension;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ParticipantTaskTerminationWorkerTest {

  @Test
  void repeatsAfterFailure() throws InterruptedException {
    var turns = new CountDownLatch(3);
    var worker =
        new ParticipantTaskTerminationWorker(
            () -> {
              turns.countDown();
              throw new StackOverflowError();
            },
            Duration.ofMillis(1));

    assertTrue(turns.await(1, TimeUnit.MINUTES));

    worker.close();
  }
}
