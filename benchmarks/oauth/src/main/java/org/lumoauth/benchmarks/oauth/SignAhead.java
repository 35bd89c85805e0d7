package org.lumoauth.benchmarks.oauth;

import com.nimbusds.jose.jwk.ECKey;
import java.io.BufferedWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * Signs ahead of a load what it sends, each once: wrk makes no signatures. A server takes a DPoP
 * proof for 60 seconds before and after its time: proofs are of the moment when signing ends at the
 * latest, so that they are good for a minute after that.
 *
 * <p>Arguments: what {@link Seed} wrote of the client that signs; where the lines go; {@code
 * assertions} or {@code proofs}; how many at most; for how many seconds at most.
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
