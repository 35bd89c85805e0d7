package org.lumoauth.platform.keys.signing;

import com.nimbusds.jose.jwk.JWK;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import javax.persistence.EntityManager;
import org.lumoauth.api.key.SecretVault;
import org.lumoauth.api.key.SigningKeys.Algorithm;
import org.lumoauth.platform.keys.entity.SigningKeyEntity;
import org.lumoauth.platform.persistence.PersistenceUnit;

/** Keeps signing keys, their private parts sealed by the vault. */
final class SigningKeyStore {

  private final PersistenceUnit unit;
  private final SecretVault vault;

  SigningKeyStore(PersistenceUnit unit, SecretVault vault) {
    this.unit = unit;
    this.vault = vault;
  }

  List<StoredKey> read(String tenantId) {
    List<SigningKeyEntity> rows = unit.read(em -> rows(em, tenantId));
    return rows.stream().map(row -> open(tenantId, row)).toList();
  }

  /**
   * Makes this key the current one for its algorithm.
   *
   * @param retireOldAt until when the key that was current verifies
   * @throws org.lumoauth.platform.persistence.DuplicateKeyException if another node made one at the
   *     same time
   */
  void makeCurrent(
      String tenantId, Algorithm algorithm, JWK jwk, Instant now, Instant retireOldAt) {
    byte[] plain = jwk.toJSONString().getBytes(StandardCharsets.UTF_8);
    byte[] sealed = vault.encrypt(tenantId, context(jwk.getKeyID()), plain);
    unit.run(
        em -> {
          rows(em, tenantId).stream()
              .filter(row -> row.current() && row.algorithm().equals(algorithm.name()))
              .forEach(row -> row.retire(micros(retireOldAt)));
          em.flush(); // before the insert: only one row may be current
          em.persist(
              new SigningKeyEntity(
                  tenantId, jwk.getKeyID(), algorithm.name(), sealed, micros(now)));
        });
  }

  /** Removes keys that verify no longer. */
  void purge(String tenantId, Instant now) {
    unit.run(
        em ->
            em.createQuery(
                    "delete from SigningKeyEntity k"
                        + " where k.tenantId = :tenant and k.retiresMicros < :now")
                .setParameter("tenant", tenantId)
                .setParameter("now", micros(now))
                .executeUpdate());
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

  private StoredKey open(String tenantId, SigningKeyEntity row) {
    byte[] plain = vault.decrypt(tenantId, context(row.kid()), row.privateJwk());
    try {
      return new StoredKey(
          row.kid(),
          Algorithm.valueOf(row.algorithm()),
          JWK.parse(new String(plain, StandardCharsets.UTF_8)),
          instant(row.createdMicros()),
          Optional.ofNullable(row.retiresMicros()).map(SigningKeyStore::instant));
    } catch (ParseException e) {
      throw new IllegalStateException("the signing key " + row.kid() + " is damaged");
    }
  }

  private static String context(String kid) {
    return "signing-key/" + kid;
  }

  private static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  private static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
