package org.lumoauth.benchmarks.oauth;

import java.nio.charset.StandardCharsets;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Argon2id as the server makes it where nothing is configured: 19 MiB, two passes, one lane. */
@State(Scope.Thread)
public class PasswordLimit {
  private static final int MEMORY_KIB = 19_456;
  private static final int PASSES = 2;

  private final byte[] password = "correct horse battery staple".getBytes(StandardCharsets.UTF_8);

  @Benchmark
  public byte[] hash() {
    var argon2 = new Argon2BytesGenerator();
    argon2.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(MEMORY_KIB)
            .withIterations(PASSES)
            .withParallelism(1)
            .withSalt(new byte[16])
            .build());
    var hash = new byte[32];
    argon2.generateBytes(password, hash);
    return hash;
  }
}
