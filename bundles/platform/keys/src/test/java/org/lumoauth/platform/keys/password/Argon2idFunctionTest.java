/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.keys.password;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lumoauth.platform.keys.password.Argon2Hash.Argon2CostParameters;

class Argon2idFunctionTest {

  private static final int CASES = 300;

  private final Argon2idFunction nativeOne = NativeArgon2id.load().orElseThrow();
  private final Argon2idFunction bouncyCastle = new BouncyCastleArgon2id();

  /** From the reference implementation's own tests (test.c, Argon2id, version 0x13). */
  @ParameterizedTest
  @CsvSource({
    "16,2,1,password,somesalt,09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7",
    "8,2,1,password,somesalt,9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe",
    "8,2,2,password,somesalt,6d093c501fd5999645e0ea3bf620d7b8be7fd2db59c20d9fff9539da2bf57037",
    "16,1,1,password,somesalt,f6a5adc1ba723dddef9b5ac1d464e180fcd9dffc9d1cbf76cca2fed795d9ca98",
    "16,4,1,password,somesalt,9025d48e68ef7395cca9079da4c4ec3affb3c8911fe4f86d1a2520856f63172c",
    "16,2,1,differentpassword,somesalt,"
        + "0b84d652cf6b0c4beaef0dfe278ba6a80df6696281d7e0d2891b817d8c458fde",
    "16,2,1,password,diffsalt,bdf32b05ccc42eb15d58fd19b1f856b113da1e9a5874fdcc544308565aa8141c"
  })
  void matchesReferenceImplementation(
      int memoryPower, int passes, int lanes, String password, String salt, String tag) {
    var settings = new Argon2CostParameters(1 << memoryPower, passes, lanes);

    assertEquals(tag, hex(nativeOne.hash(utf8(password), settings, utf8(salt), 32)));
    assertEquals(tag, hex(bouncyCastle.hash(utf8(password), settings, utf8(salt), 32)));
  }

  @Test
  void computesSameHashWithBothLibraries() {
    var random = new Random(9106);
    for (int i = 0; i < CASES; i++) {
      int lanes = 1 + random.nextInt(5);
      var settings =
          new Argon2CostParameters(8 * lanes + random.nextInt(700), 1 + random.nextInt(4), lanes);
      byte[] password = bytes(random, random.nextInt(200));
      byte[] salt = bytes(random, 8 + random.nextInt(60));
      int length = 4 + random.nextInt(200);

      assertArrayEquals(
          bouncyCastle.hash(password, settings, salt, length),
          nativeOne.hash(password, settings, salt, length),
          () -> settings + " length " + length);
    }
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static byte[] bytes(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
