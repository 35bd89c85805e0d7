/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lumoauth.authz.abac.AbacModuleFixture.ACME;
import static org.lumoauth.authz.abac.AbacModuleFixture.ALICE;
import static org.lumoauth.authz.abac.AbacModuleFixture.SOMEBODY;
import static org.lumoauth.authz.abac.AbacModuleFixture.all;
import static org.lumoauth.authz.abac.AbacModuleFixture.is;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.lumoauth.api.authz.AuthorizationVote.VoteOutcome;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

/** Concurrent readers must not put outdated policies into the cache after a change. */
class PolicyChangeUnderLoadTest {

  private static final int READERS = 3;
  private static final int CHANGES = 40;

  @DatabaseTest
  void answersAfterEveryChangeAsItIsNow(TestDatabase database) throws InterruptedException {
    try (var world = new AbacModuleFixture(database)) {
      world.define("user", "level", "number");
      world.policy("allow", all(is("user.level", "gte", 3)));
      var stop = new AtomicBoolean();
      var failure = new AtomicReference<Throwable>();
      var started = new CountDownLatch(READERS);
      var readers = Executors.newFixedThreadPool(READERS);
      for (int i = 0; i < READERS; i++) {
        readers.execute(() -> read(world, stop, started, failure));
      }
      started.await();

      for (int i = 0; i < CHANGES; i++) {
        int level = i % 2 == 0 ? 4 : 2;
        world.values.putOfUser(ACME, ALICE.id(), "level", level, SOMEBODY);
        assertEquals(
            level == 4 ? VoteOutcome.PERMIT : VoteOutcome.NOT_APPLICABLE,
            world.reading(),
            "value " + i);

        world.policies.update(ACME, "allow-0", Map.of("isActive", level != 4), SOMEBODY);
        assertEquals(VoteOutcome.NOT_APPLICABLE, world.reading(), "policy " + i);

        world.policies.update(ACME, "allow-0", Map.of("isActive", true), SOMEBODY);
        assertEquals(
            level == 4 ? VoteOutcome.PERMIT : VoteOutcome.NOT_APPLICABLE,
            world.reading(),
            "again " + i);
      }

      stop.set(true);
      readers.shutdown();
      assertEquals(true, readers.awaitTermination(30, TimeUnit.SECONDS));
      assertEquals(null, failure.get());
    }
  }

  private static void read(
      AbacModuleFixture world,
      AtomicBoolean stop,
      CountDownLatch started,
      AtomicReference<Throwable> failure) {
    started.countDown();
    try {
      while (!stop.get()) {
        world.reading();
      }
    } catch (RuntimeException e) {
      failure.set(e);
    }
  }
}
