/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lumoauth.platform.store.StoreModuleFixture.ACME;
import static org.lumoauth.platform.store.StoreModuleFixture.NOON;

import java.time.Duration;
import org.lumoauth.api.store.AttemptLimiter.AttemptLimit;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class ExpiredRecordPurgerTest {

  @DatabaseTest
  void purgesOnlyExpiredRecords(TestDatabase database) {
    try (var fixture = new StoreModuleFixture(database)) {
      fixture.store.add(ACME, "jti", "gone", "v", NOON.plusSeconds(1));
      fixture.store.add(ACME, "jti", "there", "v", NOON.plusSeconds(3));
      fixture.now.set(NOON.plusSeconds(2));

      new ExpiredRecordPurger(fixture.unit, fixture.clock()).run();

      assertEquals(1, fixture.rows());
    }
  }

  @DatabaseTest
  void purgesExpiredAttemptCounts(TestDatabase database) {
    try (var fixture = new StoreModuleFixture(database)) {
      fixture.limiter.count(ACME, "code", "gone", new AttemptLimit(3, Duration.ofSeconds(1)));
      fixture.limiter.count(ACME, "code", "there", new AttemptLimit(3, Duration.ofSeconds(3)));
      fixture.now.set(NOON.plusSeconds(2));

      new ExpiredRecordPurger(fixture.unit, fixture.clock()).run();

      assertEquals(1, fixture.rows("store_count"));
    }
  }

  @DatabaseTest
  void purgesSeveralBatches(TestDatabase database) {
    try (var fixture = new StoreModuleFixture(database)) {
      for (int i = 0; i < 1_001; i++) {
        fixture.store.add(ACME, "jti", "j" + i, "v", NOON.plusSeconds(1));
      }
      fixture.now.set(NOON.plusSeconds(2));

      new ExpiredRecordPurger(fixture.unit, fixture.clock()).run();

      assertEquals(0, fixture.rows());
    }
  }

  @DatabaseTest
  void limitsPurgeToBatchSize(TestDatabase database) {
    try (var fixture = new StoreModuleFixture(database)) {
      for (int i = 0; i < 3; i++) {
        fixture.store.add(ACME, "jti", "j" + i, "v", NOON);
      }

      assertEquals(2, fixture.table.purge(NOON, 2));
    }
  }
}
