package org.lumoauth.api.token;

import java.time.Instant;
import java.util.Set;

/**
 * A token just made.
 *
 * @param value the JWT
 * @param id its {@code jti}: {@code tok_} and a ULID
 * @param issuedAt when
 * @param expiresAt until when it holds
 * @param scope what it permits
 */
public record IssuedToken(
    String value, String id, Instant issuedAt, Instant expiresAt, Set<String> scope) {
  public IssuedToken {
    scope = Set.copyOf(scope);
  }

  @Override
  public String toString() {
    return "IssuedToken[" + id + "]";
  }
}
