/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.keys.password;

import de.mkammerer.argon2.Argon2Factory;
import de.mkammerer.argon2.Argon2Factory.Argon2Types;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.lumoauth.platform.keys.password.Argon2Hash.Argon2CostParameters;

/**
 * Argon2id with the reference implementation in C, through argon2-jvm. Its package is an optional
 * import, and its libraries are unpacked and loaded on first use: if either is missing, using this
 * class throws a {@link LinkageError}.
 */
final class NativeArgon2id implements Argon2idFunction {

  private static final Argon2CostParameters KNOWN_COST = new Argon2CostParameters(256, 2, 1);
  // From the reference implementation's tests (test.c).
  private static final String KNOWN_TAG =
      "9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe";

  private NativeArgon2id() {}

  /** Returns the native implementation, if it loads and computes the expected tag. */
  static Optional<Argon2idFunction> load() {
    var loaded = new NativeArgon2id();
    byte[] known = HexFormat.of().parseHex(KNOWN_TAG);
    byte[] computed = loaded.hash(ascii("password"), KNOWN_COST, ascii("somesalt"), known.length);
    return Arrays.equals(computed, known) ? Optional.of(loaded) : Optional.empty();
  }

  @Override
  public byte[] hash(byte[] password, Argon2CostParameters cost, byte[] salt, int length) {
    return Argon2Factory.createAdvanced(Argon2Types.ARGON2id, salt.length, length)
        .rawHash(cost.passes(), cost.memoryKib(), cost.lanes(), password, salt);
  }

  @Override
  public String name() {
    return "native (reference implementation)";
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
