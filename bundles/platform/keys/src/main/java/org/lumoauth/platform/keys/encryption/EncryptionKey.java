/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.keys.encryption;

import com.nimbusds.jose.jwk.JWK;
import java.time.Instant;
import java.util.Optional;

/**
 * A stored encryption key.
 *
 * @param jwk the JWK with its private part
 * @param kind the kind of the key
 * @param current whether the key is published
 * @param opensUntil when the key stops decrypting; empty while it is current
 */
record EncryptionKey(
    JWK jwk, EncryptionKeyKind kind, boolean current, Optional<Instant> opensUntil) {

  boolean canDecrypt(Instant now) {
    return opensUntil.map(now::isBefore).orElse(true);
  }
}
