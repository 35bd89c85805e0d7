/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.keys.signing;

import com.nimbusds.jose.jwk.JWK;
import java.time.Instant;
import java.util.Optional;
import org.lumoauth.api.key.SigningKeyInfo;
import org.lumoauth.api.key.SigningKeyInfo.SigningKeyState;
import org.lumoauth.api.key.SigningKeyService.SigningAlgorithm;

/**
 * A decrypted signing key.
 *
 * @param row the row and its version
 * @param algorithm the signature algorithm
 * @param state the state of the key
 * @param jwk the JWK with its private part
 * @param createdAt the time of creation
 * @param retiresAt when the key stops verifying; empty before it is retired
 */
record StoredSigningKey(
    SigningKeyRowVersion row,
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
