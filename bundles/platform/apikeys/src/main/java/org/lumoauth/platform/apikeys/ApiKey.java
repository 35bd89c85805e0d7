package org.lumoauth.platform.apikeys;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A key without its secret.
 *
 * @param id {@code key_} and a ULID
 * @param name what people call it
 * @param scopes what it may be used for
 * @param createdAt when it was made
 * @param expiresAt until when it holds; empty means until it is revoked
 * @param lastUsedAt when it was last used, some seconds late
 */
record ApiKey(
    String id,
    String name,
    Set<String> scopes,
    Instant createdAt,
    Optional<Instant> expiresAt,
    Optional<Instant> lastUsedAt) {

  boolean holdsAt(Instant time) {
    return expiresAt.isEmpty() || time.isBefore(expiresAt.get());
  }
}
