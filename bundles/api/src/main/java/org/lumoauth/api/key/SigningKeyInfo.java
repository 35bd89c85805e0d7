/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.key;

import java.time.Instant;
import java.util.Optional;

/**
 * The public information about a signing key.
 *
 * @param kid the id: {@code sig_} and a ULID
 * @param algorithm the signature algorithm
 * @param state the current state
 * @param createdAt when it was generated
 * @param verifiesUntil when it is no longer trusted; empty unless it is {@link
 *     SigningKeyState#RETIRING}
 */
public record SigningKeyInfo(
    String kid,
    SigningKeyService.SigningAlgorithm algorithm,
    SigningKeyState state,
    Instant createdAt,
    Optional<Instant> verifiesUntil) {

  /** The lifecycle states of a key. */
  public enum SigningKeyState {
    /** Published, signs when it becomes current. */
    NEXT,
    /** Signs and verifies. */
    CURRENT,
    /** No longer signs, but still verifies. */
    RETIRING
  }
}
