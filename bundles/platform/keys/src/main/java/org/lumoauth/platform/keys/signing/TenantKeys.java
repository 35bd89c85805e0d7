package org.lumoauth.platform.keys.signing;

import com.nimbusds.jose.JOSEException;
import java.security.Provider;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lumoauth.api.key.SigningKeyInfo;
import org.lumoauth.api.key.SigningKeyInfo.State;
import org.lumoauth.api.key.SigningKeys.Algorithm;

/** A tenant's keys as they were read, decoded. Immutable. */
final class TenantKeys {

  private record Verifying(StoredKey stored, VerificationKey key) {}

  private final Instant readAt;
  private final Map<Algorithm, SigningKey> current;
  private final Map<String, Verifying> byId;

  private TenantKeys(
      Instant readAt, Map<Algorithm, SigningKey> current, Map<String, Verifying> byId) {
    this.readAt = readAt;
    this.current = current;
    this.byId = byId;
  }

  static TenantKeys decode(List<StoredKey> keys, Optional<Provider> provider, Instant readAt) {
    Map<Algorithm, SigningKey> current = new EnumMap<>(Algorithm.class);
    Map<String, Verifying> byId = new HashMap<>();
    for (StoredKey stored : keys) {
      byId.put(stored.kid(), new Verifying(stored, verifying(stored, provider)));
      if (stored.state() == State.CURRENT) {
        current.put(stored.algorithm(), SigningKey.of(stored.jwk(), stored.algorithm(), provider));
      }
    }
    return new TenantKeys(readAt, current, byId);
  }

  /** The same keys, found unchanged. */
  TenantKeys confirmedAt(Instant now) {
    return new TenantKeys(now, current, byId);
  }

  Instant readAt() {
    return readAt;
  }

  /** The rows that they were read from. */
  Set<KeyRow> rows() {
    return byId.values().stream()
        .map(key -> key.stored().row())
        .collect(Collectors.toUnmodifiableSet());
  }

  Optional<SigningKey> current(Algorithm algorithm) {
    return Optional.ofNullable(current.get(algorithm));
  }

  /** Algorithms in use whose next key is still to be made. */
  Set<Algorithm> withoutNext() {
    Set<Algorithm> missing = EnumSet.noneOf(Algorithm.class);
    missing.addAll(current.keySet());
    byId.values().stream()
        .filter(key -> key.stored().state() == State.NEXT)
        .forEach(key -> missing.remove(key.stored().algorithm()));
    return missing;
  }

  boolean verifies(String kid, Instant now) {
    Verifying key = byId.get(kid);
    return key != null && key.stored().verifiesAt(now);
  }

  /** The key with this id if it still verifies. */
  Optional<VerificationKey> verifying(String kid, Instant now) {
    return verifies(kid, now) ? Optional.of(byId.get(kid).key()) : Optional.empty();
  }

  /** What is to be published now, the newest key first. */
  List<Map<String, Object>> published(Instant now) {
    return verifyingAt(now).map(key -> key.jwk().toPublicJWK().toJSONObject()).toList();
  }

  /** What is trusted now, the newest key first. */
  List<SigningKeyInfo> infos(Instant now) {
    return verifyingAt(now).map(StoredKey::info).toList();
  }

  private Stream<StoredKey> verifyingAt(Instant now) {
    return byId.values().stream()
        .map(Verifying::stored)
        .filter(key -> key.verifiesAt(now))
        .sorted(
            Comparator.comparing(StoredKey::createdAt).thenComparing(StoredKey::kid).reversed());
  }

  private static VerificationKey verifying(StoredKey stored, Optional<Provider> provider) {
    try {
      return VerificationKey.of(stored.jwk().toPublicJWK(), provider);
    } catch (JOSEException e) {
      throw new IllegalStateException("the signing key " + stored.kid() + " is damaged", e);
    }
  }
}
