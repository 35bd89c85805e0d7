/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.keys.password;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.lumoauth.platform.keys.password.Argon2Hash.Argon2CostParameters;

/** Argon2id in pure Java, on any machine. */
final class BouncyCastleArgon2id implements Argon2idFunction {

  @Override
  public byte[] hash(byte[] password, Argon2CostParameters cost, byte[] salt, int length) {
    var parameters =
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(cost.memoryKib())
            .withIterations(cost.passes())
            .withParallelism(cost.lanes())
            .withSalt(salt)
            .build();
    var argon2 = new Argon2BytesGenerator();
    argon2.init(parameters);
    byte[] hash = new byte[length];
    argon2.generateBytes(password, hash);
    return hash;
  }

  @Override
  public String name() {
    return "Bouncy Castle";
  }
}
