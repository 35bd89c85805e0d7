/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.keys.password;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.keys.password.Argon2Hash.Argon2CostParameters;

class Argon2PasswordHasherTest {

  private static final Argon2CostParameters LIGHT = new Argon2CostParameters(64, 1, 1);

  private final Argon2PasswordHasher hasher = new Argon2PasswordHasher(LIGHT, 2);

  @Test
  void matchesThePassword() {
    assertTrue(hasher.matches("correct horse".toCharArray(), hash("correct horse")));
  }

  @Test
  void rejectsWrongPassword() {
    assertFalse(hasher.matches("Correct horse".toCharArray(), hash("correct horse")));
  }

  @Test
  void distinguishesLongPasswordsByLastCharacter() {
    var long1 = "x".repeat(200) + "1";
    var long2 = "x".repeat(200) + "2";

    assertFalse(hasher.matches(long2.toCharArray(), hash(long1)));
  }

  @Test
  void normalizesUnicodeForms() {
    assertTrue(hasher.matches("cafe\u0301".toCharArray(), hash("caf\u00e9")));
  }

  @Test
  void rejectsMissingHash() {
    assertFalse(hasher.matches("anything".toCharArray(), null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain",
        "$2b$12$abcdefghijklmnopqrstuv",
        "$argon2id$v=19$m=64,t=1,p=1$x$y",
        "$argon2id$v=19$m=64,t=0,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
        "$argon2id$v=19$m=64,t=1,p=0$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
        "$argon2id$v=19$m=15,t=1,p=2$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"
      })
  void rejectsMalformedHash(String hash) {
    assertFalse(hasher.matches("plain".toCharArray(), hash));
  }

  @Test
  void saltsEachHash() {
    assertNotEquals(hash("same"), hash("same"));
  }

  @Test
  void writesCostParametersIntoPhcString() {
    assertTrue(hash("x").startsWith("$argon2id$v=19$m=64,t=1,p=1$"));
  }

  @Test
  void recomputesAKnownHashOfAnotherImplementation() {
    // argon2 (reference implementation): echo -n password | argon2 somesalt -id -t 2 -m 16 -p 1
    var hash =
        "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

    assertTrue(hasher.matches("password".toCharArray(), hash));
  }

  @Test
  void computesTheSameWithoutTheNativeLibrary() {
    var plain = new Argon2PasswordHasher(LIGHT, 2, 64, Argon2ImplementationSelector.bouncyCastle());

    assertTrue(plain.matches("correct horse".toCharArray(), hash("correct horse")));
    assertTrue(
        hasher.matches("correct horse".toCharArray(), plain.hash("correct horse".toCharArray())));
  }

  @Test
  void rejectsInvalidCostParameters() {
    var tooSmall = new Argon2CostParameters(7, 1, 1);

    assertThrows(IllegalArgumentException.class, () -> new Argon2PasswordHasher(tooSmall, 1));
  }

  @Test
  void requiresRehashOfWeakerHash() {
    var stronger = new Argon2PasswordHasher(new Argon2CostParameters(128, 1, 1), 1);

    assertTrue(stronger.needsRehash(hash("x")));
    assertFalse(hasher.needsRehash(stronger.hash("x".toCharArray())));
  }

  @Test
  void matchesHashWithOtherCostParameters() {
    var stronger = new Argon2PasswordHasher(new Argon2CostParameters(128, 2, 1), 1);

    assertTrue(stronger.matches("x".toCharArray(), hash("x")));
  }

  @Test
  void parsesFormattedHash() {
    var text = hash("x");

    assertEquals(text, Argon2Hash.parse(text).orElseThrow().format());
  }

  private String hash(String password) {
    return hasher.hash(password.toCharArray());
  }

  @Test
  void rejectsWith503IfTooManyHashesWait() throws Exception {
    var slow =
        new Argon2PasswordHasher(
            new Argon2CostParameters(65_536, 4, 1), 1, 0, Argon2ImplementationSelector.fastest());
    var start = new CyclicBarrier(4);
    var threads = Executors.newFixedThreadPool(4);
    try {
      var all = new ArrayList<Future<Integer>>();
      for (int i = 0; i < 4; i++) {
        all.add(
            threads.submit(
                () -> {
                  start.await();
                  try {
                    slow.hash("correct horse".toCharArray());
                    return 200;
                  } catch (ApiException refusal) {
                    return refusal.status();
                  }
                }));
      }
      var statuses = new TreeSet<Integer>();
      for (var each : all) {
        statuses.add(each.get());
      }

      assertEquals(Set.of(200, 503), statuses);
    } finally {
      threads.shutdownNow();
    }
  }
}
