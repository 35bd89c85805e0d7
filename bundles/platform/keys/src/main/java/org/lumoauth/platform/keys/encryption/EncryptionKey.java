package org.lumoauth.platform.keys.encryption;

import com.nimbusds.jose.jwk.JWK;
import java.time.Instant;
import java.util.Optional;

/**
 * A key as it is kept.
 *
 * @param jwk with its private part
 * @param kind what it is of
 * @param current whether it is published
 * @param opensUntil until when it opens anything; empty while it is current
 */
record EncryptionKey(
    JWK jwk, EncryptionKeyKind kind, boolean current, Optional<Instant> opensUntil) {

  boolean canDecrypt(Instant now) {
    return opensUntil.map(now::isBefore).orElse(true);
  }
}
