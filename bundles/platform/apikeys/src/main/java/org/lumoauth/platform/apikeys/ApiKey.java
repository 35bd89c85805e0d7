/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.apikeys;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A stored API key, without its secret value.
 *
 * @param id {@code key_} and a ULID
 * @param name the display name
 * @param scopes the allowed scopes
 * @param createdAt the time of creation
 * @param expiresAt the time of expiry; empty if the key does not expire
 * @param lastUsedAt the approximate time of last use, at most a minute behind
 */
public record ApiKey(
    String id,
    String name,
    Set<String> scopes,
    Instant createdAt,
    Optional<Instant> expiresAt,
    Optional<Instant> lastUsedAt) {
  public ApiKey {
    scopes = Set.copyOf(scopes);
  }

  /** Returns whether the key is valid at the given time. */
  boolean isValid(Instant now) {
    return expiresAt.map(now::isBefore).orElse(true);
  }

  /** Returns a copy with another name, scopes and expiry. */
  public ApiKey with(String newName, Set<String> newScopes, Optional<Instant> newExpiry) {
    return new ApiKey(id, newName, newScopes, createdAt, newExpiry, lastUsedAt);
  }
}
