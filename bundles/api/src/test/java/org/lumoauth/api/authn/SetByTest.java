package org.lumoauth.api.authn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SetByTest {

  private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

  @Test
  void forgetsWhoSetItOnceNoTokenIsLeftThatTheyGotByIt() {
    var first = SetBy.NOBODY.then(Set.of("usr_ada"), NOW);
    var second = first.then(Set.of("usr_bob"), NOW);
    var end = NOW.plus(SetBy.AFTERWARDS);

    assertEquals(Set.of("usr_ada"), first.at(NOW.plus(Duration.ofDays(1_000))));
    assertEquals(Set.of("usr_ada", "usr_bob"), second.at(end.minusSeconds(1)));
    assertEquals(Set.of("usr_bob"), second.at(end));
    assertEquals(
        Set.of("usr_bob", "usr_eve"), second.then(Set.of("usr_eve"), end).at(end.plusSeconds(1)));
  }

  @Test
  void forgetsNobodyWhileTheSecretBeforeHoldsOrATokenOfItLives() {
    var overlap = Duration.ofDays(30);
    var third =
        SetBy.NOBODY
            .then(Set.of("usr_ada"), NOW)
            .then(Set.of("usr_bob"), NOW)
            .then(Set.of("usr_eve"), NOW, overlap);
    var end = NOW.plus(SetBy.AFTERWARDS);

    assertEquals(Set.of("usr_ada", "usr_bob", "usr_eve"), third.at(end.minusSeconds(1)));
    assertEquals(Set.of("usr_bob", "usr_eve"), third.at(end.plus(overlap).minusSeconds(1)));
    assertEquals(Set.of("usr_eve"), third.at(end.plus(overlap)));
  }

  @Test
  void remembersForeverWhoSetItAgain() {
    var again =
        SetBy.NOBODY.then(Set.of("usr_ada"), NOW).then(Set.of(), NOW).then(Set.of("usr_ada"), NOW);

    assertEquals(Set.of("usr_ada"), again.at(NOW.plus(Duration.ofDays(1_000))));
  }

  @Test
  void forgetsNobodyWhereSomethingIsSetBesideWhatThereIs() {
    var both = SetBy.NOBODY.then(Set.of("usr_ada"), NOW).and(Set.of("usr_bob"));

    assertEquals(Set.of("usr_ada", "usr_bob"), both.at(NOW.plus(Duration.ofDays(1_000))));
  }

  @Test
  void addsUpWhoMayAskForTheLongerOfTwoTimes() {
    var end = NOW.plusSeconds(60);
    var both =
        SetBy.until(end, Set.of("usr_ada", "usr_bob"))
            .and(SetBy.until(end.plusSeconds(60), Set.of("usr_ada")))
            .and(SetBy.until(NOW, Set.of("usr_ada", "usr_eve")));

    assertEquals(Set.of("usr_ada", "usr_bob"), both.at(end.minusSeconds(1)));
    assertEquals(Set.of("usr_ada"), both.at(end));
    assertEquals(Set.of("usr_ada", "usr_bob"), both.living(NOW).untilMicros().keySet());
    assertEquals(SetBy.NOBODY, both.living(end.plusSeconds(60)));
  }

  @Test
  void readsWhatItWrote() {
    var some = SetBy.NOBODY.then(Set.of("usr_ada"), NOW).then(Set.of("usr_bob"), NOW);

    assertEquals(some, SetBy.read(some.text()));
    assertEquals(SetBy.NOBODY, SetBy.read(SetBy.NOBODY.text()));
  }
}
