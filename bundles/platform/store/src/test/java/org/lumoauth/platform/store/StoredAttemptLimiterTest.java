package org.lumoauth.platform.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lumoauth.testkit.builder.Builders.aTenant;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.store.AttemptLimiter.Limit;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.fake.FakeShortLivedStore;

class StoredAttemptLimiterTest {
  private static final Instant START = Instant.parse("2027-01-01T00:00:00Z");
  private static final Limit THREE = new Limit(3, Duration.ofMinutes(15));
  private static final TenantContext ACME = aTenant().build();

  private Instant now = START;
  private final StoredAttemptLimiter limiter =
      new StoredAttemptLimiter(new FakeShortLivedStore(() -> now), () -> now);

  @Test
  void letsAttemptsPassUpToTheLimit() {
    assertEquals(3, passing(10));
  }

  @Test
  void saysWhenOneMayTryAgain() {
    passing(3);
    now = START.plusSeconds(60);

    assertEquals(Optional.of(START.plus(THREE.window())), count("a"));
  }

  @Test
  void beginsAnewWhenTheWindowHasPassed() {
    passing(3);
    now = START.plus(THREE.window());

    assertEquals(3, passing(10));
  }

  @Test
  void doesNotMoveTheEndWithEveryAttempt() {
    count("a");
    now = START.plusSeconds(60);
    passing(5);
    now = START.plus(THREE.window());

    assertEquals(Optional.empty(), count("a"));
  }

  @Test
  void countsEachKeyAlone() {
    passing(3);

    assertEquals(Optional.empty(), count("b"));
  }

  @Test
  void countsEachTenantAlone() {
    passing(3);

    assertEquals(
        Optional.empty(), limiter.count(aTenant("globex").build(), "password", "a", THREE));
  }

  @Test
  void takesBackWhatWasNoGuess() {
    passing(3);
    limiter.giveBack(ACME, "password", "a");

    assertEquals(1, passing(10));
  }

  @Test
  void forgetsOnDemand() {
    passing(3);
    limiter.forget(ACME, "password", "a");

    assertEquals(3, passing(10));
  }

  @Test
  void letsNoMorePassAtOnce() {
    assertEquals(3, IntStream.range(0, 40).parallel().filter(i -> count("a").isEmpty()).count());
  }

  private long passing(int attempts) {
    return IntStream.range(0, attempts).filter(i -> count("a").isEmpty()).count();
  }

  private Optional<Instant> count(String key) {
    return limiter.count(ACME, "password", key, THREE);
  }
}
