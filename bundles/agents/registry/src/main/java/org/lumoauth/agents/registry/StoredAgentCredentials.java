package org.lumoauth.agents.registry;

import java.util.Map;
import java.util.Optional;

/**
 * What is kept of an agent's credentials.
 *
 * @param secretHash keyed hash of its secret or API key, 32 bytes; never changed in place
 * @param keyId names its API key in records, where it has one
 * @param jwks its public keys as a JWK Set, where it authenticates by keys that we keep
 * @param jwksUri where its public keys are, where it publishes them
 */
public record StoredAgentCredentials(
    byte[] secretHash,
    Optional<String> keyId,
    Optional<Map<String, Object>> jwks,
    Optional<String> jwksUri) {

  private static final int HASH_LENGTH = 32;

  /** No credentials: no secret has a hash of zeros. */
  static StoredAgentCredentials nothing() {
    return new StoredAgentCredentials(
        new byte[HASH_LENGTH], Optional.empty(), Optional.empty(), Optional.empty());
  }

  static StoredAgentCredentials secret(byte[] hash) {
    return new StoredAgentCredentials(hash, Optional.empty(), Optional.empty(), Optional.empty());
  }

  static StoredAgentCredentials apiKey(byte[] hash, String keyId) {
    return new StoredAgentCredentials(hash, Optional.of(keyId), Optional.empty(), Optional.empty());
  }

  static StoredAgentCredentials keys(Optional<Map<String, Object>> jwks, Optional<String> jwksUri) {
    return new StoredAgentCredentials(new byte[HASH_LENGTH], Optional.empty(), jwks, jwksUri);
  }

  /** Whether it authenticates by a private key whose public part is known. */
  boolean hasKeys() {
    return jwks.isPresent() || jwksUri.isPresent();
  }

  @Override
  public String toString() {
    return "Kept";
  }
}
