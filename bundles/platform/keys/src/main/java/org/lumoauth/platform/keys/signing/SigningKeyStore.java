/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.keys.signing;

import com.nimbusds.jose.jwk.JWK;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.persistence.EntityManager;
import org.lumoauth.api.key.SecretProtectionService;
import org.lumoauth.api.key.SigningKeyInfo.SigningKeyState;
import org.lumoauth.api.key.SigningKeyService.SigningAlgorithm;
import org.lumoauth.platform.keys.entity.SigningKeyEntity;
import org.lumoauth.platform.persistence.EpochMicrosConverter;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.SqlStatementRunner;

/** Stores signing keys, with private parts encrypted by the vault. */
final class SigningKeyStore {

  private final PersistenceUnit unit;
  private final SecretProtectionService vault;

  SigningKeyStore(PersistenceUnit unit, SecretProtectionService vault) {
    this.unit = unit;
    this.vault = vault;
  }

  List<StoredSigningKey> read(String tenantId) {
    List<SigningKeyEntity> rows = unit.read(em -> rows(em, tenantId));
    return rows.stream().map(row -> open(tenantId, row)).toList();
  }

  /** Returns the versions of the tenant's rows without decrypting keys. */
  Set<SigningKeyRowVersion> readRows(String tenantId) {
    return Set.copyOf(
        unit.autoCommit(
            connection ->
                SqlStatementRunner.list(
                    connection,
                    row -> new SigningKeyRowVersion(row.getString(1), row.getInt(2)),
                    "select kid, version_no from keys_signing_key where tenant_id = ?",
                    tenantId)));
  }

  /** Returns whether the tenant has keys of the algorithm. */
  boolean hasKeyFor(String tenantId, SigningAlgorithm algorithm) {
    return unit.read(
        em -> find(rows(em, tenantId), algorithm.name(), SigningKeyState.CURRENT).isPresent());
  }

  /**
   * Adds a key.
   *
   * @param current whether the key signs immediately; otherwise it is the next key
   * @throws org.lumoauth.platform.persistence.DuplicateKeyException if such a key exists
   */
  void add(String tenantId, SigningAlgorithm algorithm, boolean current, JWK jwk, Instant now) {
    byte[] plain = jwk.toJSONString().getBytes(StandardCharsets.UTF_8);
    byte[] sealed = vault.encrypt(tenantId, context(jwk.getKeyID()), plain);
    unit.run(
        em ->
            em.persist(
                new SigningKeyEntity(
                    tenantId,
                    jwk.getKeyID(),
                    algorithm.name(),
                    current,
                    sealed,
                    EpochMicrosConverter.toMicros(now))));
  }

  /**
   * Makes the next key current and deletes expired keys.
   *
   * @param retireOldAt when the previous current key stops verifying
   * @return the id of the new current key; empty, without any change, if no next key exists
   * @throws org.lumoauth.platform.persistence.StaleDataException if another node rotates at the
   *     same time
   */
  Optional<String> promote(
      String tenantId, SigningAlgorithm algorithm, Instant now, Instant retireOldAt) {
    return unit.write(
        em -> {
          List<SigningKeyEntity> rows = rows(em, tenantId);
          Optional<SigningKeyEntity> next = find(rows, algorithm.name(), SigningKeyState.NEXT);
          if (next.isPresent()) {
            find(rows, algorithm.name(), SigningKeyState.CURRENT)
                .ifPresent(row -> row.retire(EpochMicrosConverter.toMicros(retireOldAt)));
            rows.stream().filter(row -> isOver(row, now)).forEach(em::remove);
            em.flush(); // before the promotion: only one row may be current
            next.get().promote();
          }
          return next.map(SigningKeyEntity::kid);
        });
  }

  /**
   * Deletes a key. If it was current, the next key replaces it, if any.
   *
   * @return the algorithm of the key; empty if the key does not exist
   */
  Optional<SigningAlgorithm> remove(String tenantId, String kid) {
    return unit.write(
        em -> {
          List<SigningKeyEntity> rows = rows(em, tenantId);
          Optional<SigningKeyEntity> found =
              rows.stream().filter(row -> row.kid().equals(kid)).findFirst();
          found.ifPresent(
              row -> {
                boolean current = row.state() == SigningKeyState.CURRENT;
                em.remove(row);
                em.flush(); // before the promotion: only one row may be current
                if (current) {
                  find(rows, row.algorithm(), SigningKeyState.NEXT)
                      .ifPresent(SigningKeyEntity::promote);
                }
              });
          return found.map(row -> SigningAlgorithm.valueOf(row.algorithm()));
        });
  }

  void erase(String tenantId) {
    unit.run(
        em ->
            em.createQuery("delete from SigningKeyEntity k where k.tenantId = :tenant")
                .setParameter("tenant", tenantId)
                .executeUpdate());
  }

  private static List<SigningKeyEntity> rows(EntityManager em, String tenantId) {
    return em.createQuery(
            "select k from SigningKeyEntity k where k.tenantId = :tenant", SigningKeyEntity.class)
        .setParameter("tenant", tenantId)
        .getResultList();
  }

  private static Optional<SigningKeyEntity> find(
      List<SigningKeyEntity> rows, String algorithm, SigningKeyState state) {
    return rows.stream()
        .filter(row -> row.state() == state && row.algorithm().equals(algorithm))
        .findFirst();
  }

  private static boolean isOver(SigningKeyEntity row, Instant now) {
    return row.retiresMicros() != null && row.retiresMicros() < EpochMicrosConverter.toMicros(now);
  }

  private StoredSigningKey open(String tenantId, SigningKeyEntity row) {
    byte[] plain = vault.decrypt(tenantId, context(row.kid()), row.privateJwk());
    try {
      return new StoredSigningKey(
          new SigningKeyRowVersion(row.kid(), row.version()),
          SigningAlgorithm.valueOf(row.algorithm()),
          row.state(),
          JWK.parse(new String(plain, StandardCharsets.UTF_8)),
          EpochMicrosConverter.toInstant(row.createdMicros()),
          Optional.ofNullable(row.retiresMicros()).map(EpochMicrosConverter::toInstant));
    } catch (ParseException e) {
      throw new IllegalStateException("the signing key " + row.kid() + " is damaged");
    }
  }

  private static String context(String kid) {
    return "signing-key/" + kid;
  }
}
