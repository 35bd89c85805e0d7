/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.benchmarks.oauth;

import de.mkammerer.argon2.Argon2Advanced;
import de.mkammerer.argon2.Argon2Factory;
import de.mkammerer.argon2.Argon2Factory.Argon2Types;
import java.nio.charset.StandardCharsets;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Argon2id with the server's default parameters: 19 MiB, two passes, one lane, by the native
 * library.
 */
@State(Scope.Thread)
public class PasswordLimit {
  private static final int MEMORY_KIB = 19_456;
  private static final int PASSES = 2;

  private final byte[] password = "correct horse battery staple".getBytes(StandardCharsets.UTF_8);
  private final byte[] salt = new byte[16];
  private final Argon2Advanced argon2 =
      Argon2Factory.createAdvanced(Argon2Types.ARGON2id, salt.length, 32);

  @Benchmark
  public byte[] hash() {
    return argon2.rawHash(PASSES, MEMORY_KIB, 1, password, salt);
  }
}
