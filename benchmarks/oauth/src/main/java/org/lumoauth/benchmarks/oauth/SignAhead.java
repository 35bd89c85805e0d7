/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.benchmarks.oauth;

import com.nimbusds.jose.jwk.ECKey;
import java.io.BufferedWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * Signs single-use values before a load test, because wrk cannot sign. A server accepts a DPoP
 * proof for 60 seconds before and after its time. Proofs are dated at the latest end of signing, so
 * that they are valid for a minute afterwards.
 *
 * <p>Arguments: the file of {@link Seed} for the signing client; the output file; {@code
 * assertions} or {@code proofs}; the maximum number; the maximum number of seconds.
 */
public final class SignAhead {
  private SignAhead() {}

  public static void main(String[] arguments) throws Exception {
    List<String> client = Files.readAllLines(Path.of(arguments[0]));
    var signing = new Signing(ECKey.parse(client.get(0)));
    String id = client.get(1);
    String issuer = client.get(2);
    String token = client.get(3);
    boolean proofs = arguments[2].equals("proofs");
    long most = Long.parseLong(arguments[3]);
    Instant end = Instant.now().plusSeconds(Long.parseLong(arguments[4]));
    try (BufferedWriter out = Files.newBufferedWriter(Path.of(arguments[1]))) {
      for (long made = 0; made < most && Instant.now().isBefore(end); made++) {
        out.write(
            proofs
                ? signing.proof("GET", issuer + "/oauth/userinfo", end, token)
                : signing.assertion(id, issuer, Instant.now()));
        out.newLine();
      }
    }
  }
}
