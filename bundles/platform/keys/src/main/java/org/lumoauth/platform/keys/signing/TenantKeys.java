package org.lumoauth.platform.keys.signing;

import com.nimbusds.jose.JOSEException;
import java.security.Provider;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.key.SigningKeys.Algorithm;

/** A tenant's keys as they were read, decoded. Immutable. */
final class TenantKeys {

  private record Verifying(StoredKey stored, VerificationKey key) {}

  private final Instant readAt;
  private final Map<Algorithm, SigningKey> current = new EnumMap<>(Algorithm.class);
  private final Map<String, Verifying> byId = new HashMap<>();

  TenantKeys(List<StoredKey> keys, Optional<Provider> provider, Instant readAt) {
    this.readAt = readAt;
    for (StoredKey stored : keys) {
      byId.put(stored.kid(), new Verifying(stored, verifying(stored, provider)));
      if (stored.retiresAt().isEmpty()) {
        current.put(stored.algorithm(), SigningKey.of(stored.jwk(), stored.algorithm(), provider));
      }
    }
  }

  Instant readAt() {
    return readAt;
  }

  Optional<SigningKey> current(Algorithm algorithm) {
    return Optional.ofNullable(current.get(algorithm));
  }

  /** The key with this id if it still verifies. */
  Optional<VerificationKey> verifying(String kid, Instant now) {
    return Optional.ofNullable(byId.get(kid))
        .filter(key -> key.stored().verifiesAt(now))
        .map(Verifying::key);
  }

  /** What is to be published now, the newest key first. */
  List<Map<String, Object>> published(Instant now) {
    return byId.values().stream()
        .map(Verifying::stored)
        .filter(key -> key.verifiesAt(now))
        .sorted(Comparator.comparing(StoredKey::createdAt).reversed())
        .map(key -> key.jwk().toPublicJWK().toJSONObject())
        .toList();
  }

  private static VerificationKey verifying(StoredKey stored, Optional<Provider> provider) {
    try {
      return VerificationKey.of(stored.jwk().toPublicJWK(), provider);
    } catch (JOSEException e) {
      throw new IllegalStateException("the signing key " + stored.kid() + " is damaged", e);
    }
  }
}
