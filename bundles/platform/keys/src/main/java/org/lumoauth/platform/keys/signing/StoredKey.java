package org.lumoauth.platform.keys.signing;

import com.nimbusds.jose.jwk.JWK;
import java.time.Instant;
import java.util.Optional;
import org.lumoauth.api.key.SigningKeys.Algorithm;

/**
 * A signing key as it was read and decrypted.
 *
 * @param kid its id
 * @param algorithm what it signs by
 * @param jwk with its private part
 * @param createdAt when it was made
 * @param retiresAt until when it verifies; empty while it is current
 */
record StoredKey(
    String kid, Algorithm algorithm, JWK jwk, Instant createdAt, Optional<Instant> retiresAt) {

  boolean verifiesAt(Instant now) {
    return retiresAt.map(now::isBefore).orElse(true);
  }

  @Override
  public String toString() {
    return "StoredKey[" + kid + "]";
  }
}
