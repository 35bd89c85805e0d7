package org.lumoauth.platform.apikeys;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * An API key as it is kept; the key itself is not.
 *
 * @param id {@code key_} and a ULID
 * @param name what people call it
 * @param scopes what it may be used for
 * @param createdAt when it was made
 * @param expiresAt until when it holds; empty for ever
 * @param lastUsedAt about when it was last used, a minute late at most
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

  /** Whether it holds at that time. */
  boolean isValid(Instant now) {
    return expiresAt.map(now::isBefore).orElse(true);
  }

  /** The same with another name, scopes and end. */
  public ApiKey with(String newName, Set<String> newScopes, Optional<Instant> newExpiry) {
    return new ApiKey(id, newName, newScopes, createdAt, newExpiry, lastUsedAt);
  }
}
