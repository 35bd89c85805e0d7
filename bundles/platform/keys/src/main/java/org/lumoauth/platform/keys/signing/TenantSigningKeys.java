/* SPDX-License-Identifier: Apache-2.0 */
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
import org.lumoauth.api.key.SigningKeyInfo.SigningKeyState;
import org.lumoauth.api.key.SigningKeyService.SigningAlgorithm;

/** The decoded keys of a tenant at one point in time. Immutable. */
final class TenantSigningKeys {

  private record TenantVerificationKey(StoredSigningKey stored, JwsVerificationKey key) {}

  private final Instant readAt;
  private final Map<SigningAlgorithm, JwsSigningKey> current;
  private final Map<String, TenantVerificationKey> byId;

  private TenantSigningKeys(
      Instant readAt,
      Map<SigningAlgorithm, JwsSigningKey> current,
      Map<String, TenantVerificationKey> byId) {
    this.readAt = readAt;
    this.current = current;
    this.byId = byId;
  }

  static TenantSigningKeys decode(
      List<StoredSigningKey> keys, Optional<Provider> provider, Instant readAt) {
    Map<SigningAlgorithm, JwsSigningKey> current = new EnumMap<>(SigningAlgorithm.class);
    Map<String, TenantVerificationKey> byId = new HashMap<>();
    for (StoredSigningKey stored : keys) {
      byId.put(
          stored.kid(), new TenantVerificationKey(stored, findVerificationKey(stored, provider)));
      if (stored.state() == SigningKeyState.CURRENT) {
        current.put(
            stored.algorithm(), JwsSigningKey.of(stored.jwk(), stored.algorithm(), provider));
      }
    }
    return new TenantSigningKeys(readAt, current, byId);
  }

  /** Returns the same keys after they were found unchanged. */
  TenantSigningKeys withReadAt(Instant now) {
    return new TenantSigningKeys(now, current, byId);
  }

  Instant readAt() {
    return readAt;
  }

  /** Returns the versions of the rows. */
  Set<SigningKeyRowVersion> rows() {
    return byId.values().stream()
        .map(key -> key.stored().row())
        .collect(Collectors.toUnmodifiableSet());
  }

  Optional<JwsSigningKey> current(SigningAlgorithm algorithm) {
    return Optional.ofNullable(current.get(algorithm));
  }

  /** Returns the algorithms in use without a next key. */
  Set<SigningAlgorithm> withoutNext() {
    Set<SigningAlgorithm> missing = EnumSet.noneOf(SigningAlgorithm.class);
    missing.addAll(current.keySet());
    byId.values().stream()
        .filter(key -> key.stored().state() == SigningKeyState.NEXT)
        .forEach(key -> missing.remove(key.stored().algorithm()));
    return missing;
  }

  boolean canVerify(String kid, Instant now) {
    TenantVerificationKey key = byId.get(kid);
    return key != null && key.stored().canVerifyAt(now);
  }

  /** Returns the key with this id if it still verifies. */
  Optional<JwsVerificationKey> findVerificationKey(String kid, Instant now) {
    return canVerify(kid, now) ? Optional.of(byId.get(kid).key()) : Optional.empty();
  }

  /** Returns the keys to publish, newest first. */
  List<Map<String, Object>> publishedKeys(Instant now) {
    return verifyingAt(now).map(key -> key.jwk().toPublicJWK().toJSONObject()).toList();
  }

  /** Returns the trusted keys, newest first. */
  List<SigningKeyInfo> infos(Instant now) {
    return verifyingAt(now).map(StoredSigningKey::info).toList();
  }

  private Stream<StoredSigningKey> verifyingAt(Instant now) {
    return byId.values().stream()
        .map(TenantVerificationKey::stored)
        .filter(key -> key.canVerifyAt(now))
        .sorted(
            Comparator.comparing(StoredSigningKey::createdAt)
                .thenComparing(StoredSigningKey::kid)
                .reversed());
  }

  private static JwsVerificationKey findVerificationKey(
      StoredSigningKey stored, Optional<Provider> provider) {
    try {
      return JwsVerificationKey.of(stored.jwk().toPublicJWK(), provider);
    } catch (JOSEException e) {
      throw new IllegalStateException("the signing key " + stored.kid() + " is damaged", e);
    }
  }
}
