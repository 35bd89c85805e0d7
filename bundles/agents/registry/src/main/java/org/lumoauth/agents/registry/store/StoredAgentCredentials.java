/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry.store;

import java.util.Map;
import java.util.Optional;

/**
 * The stored credentials of an agent.
 *
 * @param secretHash keyed hash of its secret or API key, 32 bytes; never modified in place
 * @param keyId the id of its API key in audit records, if it has one
 * @param jwks its public keys as a JWK Set, if the keys are stored here
 * @param jwksUri the URL of its public keys, if it publishes them
 */
public record StoredAgentCredentials(
    byte[] secretHash,
    Optional<String> keyId,
    Optional<Map<String, Object>> jwks,
    Optional<String> jwksUri) {

  private static final int HASH_LENGTH = 32;

  /** Returns no credentials: a hash of zeros, which matches no secret. */
  public static StoredAgentCredentials nothing() {
    return new StoredAgentCredentials(
        new byte[HASH_LENGTH], Optional.empty(), Optional.empty(), Optional.empty());
  }

  public static StoredAgentCredentials secret(byte[] hash) {
    return new StoredAgentCredentials(hash, Optional.empty(), Optional.empty(), Optional.empty());
  }

  public static StoredAgentCredentials apiKey(byte[] hash, String keyId) {
    return new StoredAgentCredentials(hash, Optional.of(keyId), Optional.empty(), Optional.empty());
  }

  public static StoredAgentCredentials keys(
      Optional<Map<String, Object>> jwks, Optional<String> jwksUri) {
    return new StoredAgentCredentials(new byte[HASH_LENGTH], Optional.empty(), jwks, jwksUri);
  }

  /** Whether it authenticates with a private key that has a known public key. */
  public boolean hasKeys() {
    return jwks.isPresent() || jwksUri.isPresent();
  }

  @Override
  public String toString() {
    return "Kept";
  }
}
