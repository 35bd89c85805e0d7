/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.keys.encryption;

import com.nimbusds.jose.jwk.JWK;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.persistence.EntityManager;
import org.lumoauth.api.key.SecretProtectionService;
import org.lumoauth.platform.keys.entity.EncryptionKeyEntity;
import org.lumoauth.platform.persistence.EpochMicrosConverter;
import org.lumoauth.platform.persistence.PersistenceUnit;

/** Stores encryption keys, with private parts encrypted by the vault. */
final class EncryptionKeyStore {

  private final PersistenceUnit unit;
  private final SecretProtectionService vault;

  EncryptionKeyStore(PersistenceUnit unit, SecretProtectionService vault) {
    this.unit = unit;
    this.vault = vault;
  }

  /** Returns the tenant's keys: published ones first, then the newest. */
  List<EncryptionKey> read(String tenantId) {
    return unit.read(em -> rows(em, tenantId)).stream().map(row -> open(tenantId, row)).toList();
  }

  /**
   * Publishes keys in place of those of the same kinds, and deletes expired keys.
   *
   * @param opensUntil when the replaced keys stop decrypting
   * @throws org.lumoauth.platform.persistence.DuplicateKeyException if another node did so at the
   *     same time
   */
  void replace(String tenantId, Map<EncryptionKeyKind, JWK> keys, Instant now, Instant opensUntil) {
    unit.run(
        em -> {
          for (EncryptionKeyEntity row : rows(em, tenantId)) {
            if (row.current() && keys.containsKey(EncryptionKeyKind.valueOf(row.kind()))) {
              row.retire(EpochMicrosConverter.toMicros(opensUntil));
            }
            if (row.endsMicros() != null
                && row.endsMicros() <= EpochMicrosConverter.toMicros(now)) {
              em.remove(row);
            }
          }
          em.flush(); // before inserting new rows: only one row may be current
          keys.forEach((kind, jwk) -> em.persist(row(tenantId, kind, jwk, now)));
        });
  }

  /** Expires all keys that are no longer published. */
  void endRetired(String tenantId) {
    unit.run(em -> rows(em, tenantId).stream().filter(row -> !row.current()).forEach(em::remove));
  }

  void erase(String tenantId) {
    unit.run(
        em ->
            em.createQuery("delete from EncryptionKeyEntity k where k.tenantId = :tenant")
                .setParameter("tenant", tenantId)
                .executeUpdate());
  }

  private static List<EncryptionKeyEntity> rows(EntityManager em, String tenantId) {
    return em.createQuery(
            "select k from EncryptionKeyEntity k where k.tenantId = :tenant"
                + " order by k.createdMicros desc, k.kid desc",
            EncryptionKeyEntity.class)
        .setParameter("tenant", tenantId)
        .getResultList();
  }

  private EncryptionKeyEntity row(String tenantId, EncryptionKeyKind kind, JWK jwk, Instant now) {
    byte[] plain = jwk.toJSONString().getBytes(StandardCharsets.UTF_8);
    byte[] sealed = vault.encrypt(tenantId, context(jwk.getKeyID()), plain);
    return new EncryptionKeyEntity(
        tenantId, jwk.getKeyID(), kind.name(), sealed, EpochMicrosConverter.toMicros(now));
  }

  private EncryptionKey open(String tenantId, EncryptionKeyEntity row) {
    byte[] plain = vault.decrypt(tenantId, context(row.kid()), row.privateJwk());
    try {
      return new EncryptionKey(
          JWK.parse(new String(plain, StandardCharsets.UTF_8)),
          EncryptionKeyKind.valueOf(row.kind()),
          row.current(),
          Optional.ofNullable(row.endsMicros()).map(EpochMicrosConverter::toInstant));
    } catch (ParseException e) {
      throw new IllegalStateException("the encryption key " + row.kid() + " is damaged");
    }
  }

  private static String context(String kid) {
    return "encryption-key/" + kid;
  }
}
