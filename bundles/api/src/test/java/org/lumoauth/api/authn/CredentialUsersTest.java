/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.authn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CredentialUsersTest {

  private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

  @Test
  void removesPreviousSetterAfterTokenLifetime() {
    var first = CredentialUsers.NOBODY.replaceSetters(Set.of("usr_ada"), NOW);
    var second = first.replaceSetters(Set.of("usr_bob"), NOW);
    var end = NOW.plus(CredentialUsers.AFTERWARDS);

    assertEquals(Set.of("usr_ada"), first.settersAt(NOW.plus(Duration.ofDays(1_000))));
    assertEquals(Set.of("usr_ada", "usr_bob"), second.settersAt(end.minusSeconds(1)));
    assertEquals(Set.of("usr_bob"), second.settersAt(end));
    assertEquals(
        Set.of("usr_bob", "usr_eve"),
        second.replaceSetters(Set.of("usr_eve"), end).settersAt(end.plusSeconds(1)));
  }

  @Test
  void retainsPreviousSettersDuringSecretOverlapAndTokenLifetime() {
    var overlap = Duration.ofDays(30);
    var third =
        CredentialUsers.NOBODY
            .replaceSetters(Set.of("usr_ada"), NOW)
            .replaceSetters(Set.of("usr_bob"), NOW)
            .replaceSetters(Set.of("usr_eve"), NOW, overlap);
    var end = NOW.plus(CredentialUsers.AFTERWARDS);

    assertEquals(Set.of("usr_ada", "usr_bob", "usr_eve"), third.settersAt(end.minusSeconds(1)));
    assertEquals(Set.of("usr_bob", "usr_eve"), third.settersAt(end.plus(overlap).minusSeconds(1)));
    assertEquals(Set.of("usr_eve"), third.settersAt(end.plus(overlap)));
  }

  @Test
  void retainsSetterWhoReplacesCredentialAgain() {
    var again =
        CredentialUsers.NOBODY
            .replaceSetters(Set.of("usr_ada"), NOW)
            .replaceSetters(Set.of(), NOW)
            .replaceSetters(Set.of("usr_ada"), NOW);

    assertEquals(Set.of("usr_ada"), again.settersAt(NOW.plus(Duration.ofDays(1_000))));
  }

  @Test
  void retainsExistingSettersWhenAddingSetter() {
    var both =
        CredentialUsers.NOBODY.replaceSetters(Set.of("usr_ada"), NOW).addSetters(Set.of("usr_bob"));

    assertEquals(Set.of("usr_ada", "usr_bob"), both.settersAt(NOW.plus(Duration.ofDays(1_000))));
  }

  @Test
  void mergesSettersWithLaterExpiry() {
    var end = NOW.plusSeconds(60);
    var both =
        CredentialUsers.until(end, Set.of("usr_ada", "usr_bob"))
            .addSetters(CredentialUsers.until(end.plusSeconds(60), Set.of("usr_ada")))
            .addSetters(CredentialUsers.until(NOW, Set.of("usr_ada", "usr_eve")));

    assertEquals(Set.of("usr_ada", "usr_bob"), both.settersAt(end.minusSeconds(1)));
    assertEquals(Set.of("usr_ada"), both.settersAt(end));
    assertEquals(Set.of("usr_ada", "usr_bob"), both.withoutExpired(NOW).untilMicros().keySet());
    assertEquals(CredentialUsers.NOBODY, both.withoutExpired(end.plusSeconds(60)));
  }

  @Test
  void parsesSerializedProvenance() {
    var some =
        CredentialUsers.NOBODY
            .replaceSetters(Set.of("usr_ada"), NOW)
            .replaceSetters(Set.of("usr_bob"), NOW);

    assertEquals(some, CredentialUsers.parse(some.serialize()));
    assertEquals(CredentialUsers.NOBODY, CredentialUsers.parse(CredentialUsers.NOBODY.serialize()));
  }
}
