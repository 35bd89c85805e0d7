package org.lumoauth.api.key;

import java.time.Instant;
import java.util.Optional;

/**
 * What may be told of a signing key.
 *
 * @param kid its id: {@code sig_} and a ULID
 * @param algorithm what it signs by
 * @param state what it is there for now
 * @param createdAt when it was made
 * @param verifiesUntil when trust in it ends; empty unless it is {@link SigningKeyState#RETIRING}
 */
public record SigningKeyInfo(
    String kid,
    SigningKeyService.SigningAlgorithm algorithm,
    SigningKeyState state,
    Instant createdAt,
    Optional<Instant> verifiesUntil) {

  /** The life of a key. */
  public enum SigningKeyState {
    /** Published, signs when it becomes current. */
    NEXT,
    /** Signs. */
    CURRENT,
    /** Signed before and still verifies. */
    RETIRING
  }
}
