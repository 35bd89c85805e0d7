package org.lumoauth.authn.federation.signin;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Somebody on the way to a provider.
 *
 * @param provider the provider's name
 * @param version the provider's version when they left
 * @param attempt the sign-in that they come back to; empty where none has begun
 * @param browser where none has begun, the keyed hash of the secret of the browser that left
 * @param owner who left from their account, to add an identity to it
 * @param notBefore the earliest that they may have proven who they are
 * @param memory what the connector keeps
 */
public record FederatedLogin(
    String provider,
    long version,
    Optional<String> attempt,
    Optional<String> browser,
    Optional<LinkingSession> owner,
    Optional<Instant> notBefore,
    Map<String, String> memory) {
  public FederatedLogin {
    // Whoever left while an older version ran was nobody's owner.
    owner = Objects.requireNonNullElse(owner, Optional.empty());
    memory = Map.copyOf(memory);
  }

  @Override
  public String toString() {
    return "Journey[" + provider + "]";
  }
}
