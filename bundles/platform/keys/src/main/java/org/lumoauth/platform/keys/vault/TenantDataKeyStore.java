/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.keys.vault;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.lumoauth.platform.cache.MeasuredCacheFactory;
import org.lumoauth.platform.keys.cipher.AesGcmCipher;
import org.lumoauth.platform.keys.entity.DataKeyEntity;
import org.lumoauth.platform.keys.master.MasterKey;
import org.lumoauth.platform.persistence.DuplicateKeyException;
import org.lumoauth.platform.persistence.EpochMicrosConverter;
import org.lumoauth.platform.persistence.PersistenceUnit;

/** Stores the data keys of tenants, encrypted with the master key. */
final class TenantDataKeyStore {

  private final PersistenceUnit unit;
  private final AesGcmCipher wrapping;
  private final LoadingCache<String, AesGcmCipher> unwrapped;

  TenantDataKeyStore(PersistenceUnit unit, MasterKey master, int cachedTenants) {
    this.unit = unit;
    this.wrapping = AesGcmCipher.withKey(master.derive("data-keys"));
    this.unwrapped =
        MeasuredCacheFactory.build(
            "platform-keys.data-keys",
            Caffeine.newBuilder()
                .executor(Runnable::run)
                .maximumSize(cachedTenants)
                .expireAfterAccess(Duration.ofHours(1)),
            this::load);
  }

  /** Returns the cipher of the tenant's data key. Creates the key if the tenant has none. */
  AesGcmCipher of(String tenantId) {
    return unwrapped.get(tenantId);
  }

  /** Deletes the tenant's data key, so that all data encrypted with it becomes unreadable. */
  void erase(String tenantId) {
    unit.run(
        em ->
            em.createQuery("delete from DataKeyEntity k where k.tenantId = :tenant")
                .setParameter("tenant", tenantId)
                .executeUpdate());
    unwrapped.invalidate(tenantId);
  }

  private AesGcmCipher load(String tenantId) {
    byte[] wrapped = find(tenantId).orElseGet(() -> create(tenantId));
    byte[] key =
        wrapping
            .open(context(tenantId), wrapped)
            .orElseThrow(
                () -> new IllegalStateException("the data key of " + tenantId + " is damaged"));
    return AesGcmCipher.withKey(key);
  }

  private byte[] create(String tenantId) {
    byte[] key = new byte[32];
    new SecureRandom().nextBytes(key);
    byte[] wrapped = wrapping.seal(context(tenantId), key);
    long now = EpochMicrosConverter.toMicros(Instant.now());
    try {
      unit.run(em -> em.persist(new DataKeyEntity(tenantId, wrapped, now)));
      return wrapped;
    } catch (DuplicateKeyException e) {
      return find(tenantId).orElseThrow(() -> e); // another node was first
    }
  }

  private Optional<byte[]> find(String tenantId) {
    return unit.read(
        em ->
            Optional.ofNullable(em.find(DataKeyEntity.class, tenantId))
                .map(DataKeyEntity::wrapped));
  }

  private static String context(String tenantId) {
    return "data-key/" + tenantId;
  }
}
