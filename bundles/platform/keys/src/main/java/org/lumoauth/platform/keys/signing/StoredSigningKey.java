package org.lumoauth.platform.keys.signing;

import com.nimbusds.jose.jwk.JWK;
import java.time.Instant;
import java.util.Optional;
import org.lumoauth.api.key.SigningKeyInfo;
import org.lumoauth.api.key.SigningKeyInfo.SigningKeyState;
import org.lumoauth.api.key.SigningKeyService.SigningAlgorithm;

/**
 * A signing key as it was read and decrypted.
 *
 * @param row which version of which row it was
 * @param algorithm what it signs by
 * @param state what it is there for
 * @param jwk with its private part
 * @param createdAt when it was made
 * @param retiresAt until when it verifies; empty before it is retired
 */
record StoredSigningKey(
    SigningKeyVersion row,
    SigningAlgorithm algorithm,
    SigningKeyState state,
    JWK jwk,
    Instant createdAt,
    Optional<Instant> retiresAt) {

  String kid() {
    return row.kid();
  }

  boolean canVerifyAt(Instant now) {
    return retiresAt.map(now::isBefore).orElse(true);
  }

  SigningKeyInfo info() {
    return new SigningKeyInfo(kid(), algorithm, state, createdAt, retiresAt);
  }

  @Override
  public String toString() {
    return "StoredKey[" + kid() + "]";
  }
}
