/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lumoauth.platform.store.StoreModuleFixture.ACME;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.lumoauth.api.store.AttemptLimiter.AttemptCounter;
import org.lumoauth.api.store.AttemptLimiter.AttemptLimit;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

/** Counts in the database are what a map would hold, whatever is counted and settled together. */
class AttemptCountPropertyTest {

  private static final int STEPS = 600;

  private final long seed = Long.getLong("lumoauth.seed", 1);
  private final Random random = new Random(seed);
  private final Map<String, Integer> attempts = new HashMap<>();
  private final Map<String, Instant> ends = new HashMap<>();

  @DatabaseTest
  void behavesLikeInMemoryModel(TestDatabase database) {
    try (var fixture = new StoreModuleFixture(database)) {
      for (int step = 0; step < STEPS; step++) {
        String what = "seed " + seed + ", step " + step;
        fixture.now.updateAndGet(now -> now.plusSeconds(random.nextInt(15)));
        Instant now = fixture.now.get();
        List<AttemptCounter> bounds = some();
        if (random.nextInt(3) > 0) {
          assertEquals(counted(bounds, now), fixture.limiter.countAll(ACME, bounds), what);
        } else {
          int at = random.nextInt(bounds.size() + 1);
          var forgotten = bounds.subList(0, at);
          var givenBack = bounds.subList(at, bounds.size());
          settled(forgotten, givenBack, now);
          fixture.limiter.undo(ACME, forgotten, givenBack);
        }
      }
    }
  }

  /** The first that has no room says until when; then none is counted. */
  private Optional<Instant> counted(List<AttemptCounter> bounds, Instant now) {
    for (AttemptCounter bound : bounds) {
      int most = bound.limit().attempts();
      if (most < 1) {
        return Optional.of(now.plus(bound.limit().window()));
      }
      if (runs(bound, now) && attempts.get(bound.key()) >= most) {
        return Optional.of(ends.get(bound.key()));
      }
    }
    for (AttemptCounter bound : bounds) {
      if (runs(bound, now)) {
        attempts.merge(bound.key(), 1, Integer::sum);
      } else {
        attempts.put(bound.key(), 1);
        ends.put(bound.key(), now.plus(bound.limit().window()));
      }
    }
    return Optional.empty();
  }

  private void settled(
      List<AttemptCounter> forgotten, List<AttemptCounter> givenBack, Instant now) {
    forgotten.forEach(bound -> attempts.put(bound.key(), 0));
    givenBack.stream()
        .filter(bound -> runs(bound, now))
        .forEach(bound -> attempts.merge(bound.key(), -1, Integer::sum));
  }

  private boolean runs(AttemptCounter bound, Instant now) {
    return attempts.getOrDefault(bound.key(), 0) > 0 && now.isBefore(ends.get(bound.key()));
  }

  private List<AttemptCounter> some() {
    List<AttemptCounter> all = new ArrayList<>();
    all.add(bound("a", 2, 60));
    all.add(bound("b", 3, 120));
    all.add(bound("c", 1, 20));
    all.add(bound("d", 5, 40));
    if (random.nextInt(10) == 0) {
      all.add(bound("none", 0, 30));
    }
    Collections.shuffle(all, random);
    return all.subList(0, 1 + random.nextInt(all.size()));
  }

  private static AttemptCounter bound(String key, int most, int seconds) {
    return new AttemptCounter("kind", key, new AttemptLimit(most, Duration.ofSeconds(seconds)));
  }
}
