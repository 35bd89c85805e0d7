package org.lumoauth.platform.keys.signing;

import com.nimbusds.jose.jwk.JWK;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.persistence.EntityManager;
import org.lumoauth.api.key.SecretVault;
import org.lumoauth.api.key.SigningKeyInfo.State;
import org.lumoauth.api.key.SigningKeys.Algorithm;
import org.lumoauth.platform.keys.entity.SigningKeyEntity;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.Statements;

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

  /** What there is, without decrypting it. */
  Set<KeyRow> readRows(String tenantId) {
    return Set.copyOf(
        unit.statement(
            connection ->
                Statements.list(
                    connection,
                    row -> new KeyRow(row.getString(1), row.getInt(2)),
                    "select kid, version_no from keys_signing_key where tenant_id = ?",
                    tenantId)));
  }

  /** Whether the tenant signs by the algorithm. */
  boolean uses(String tenantId, Algorithm algorithm) {
    return unit.read(em -> find(rows(em, tenantId), algorithm.name(), State.CURRENT).isPresent());
  }

  /**
   * Adds a key.
   *
   * @param current whether it signs at once; else it is the next one
   * @throws org.lumoauth.platform.persistence.DuplicateKeyException if there is one already
   */
  void add(String tenantId, Algorithm algorithm, boolean current, JWK jwk, Instant now) {
    byte[] plain = jwk.toJSONString().getBytes(StandardCharsets.UTF_8);
    byte[] sealed = vault.encrypt(tenantId, context(jwk.getKeyID()), plain);
    unit.run(
        em ->
            em.persist(
                new SigningKeyEntity(
                    tenantId, jwk.getKeyID(), algorithm.name(), current, sealed, micros(now))));
  }

  /**
   * Makes the next key the current one and forgets what verifies no longer.
   *
   * @param retireOldAt until when the key that was current verifies
   * @return its id; empty, and nothing is changed, if there is no next key
   * @throws org.lumoauth.platform.persistence.StaleDataException if another node rotates too
   */
  Optional<String> promote(String tenantId, Algorithm algorithm, Instant now, Instant retireOldAt) {
    return unit.write(
        em -> {
          List<SigningKeyEntity> rows = rows(em, tenantId);
          Optional<SigningKeyEntity> next = find(rows, algorithm.name(), State.NEXT);
          if (next.isPresent()) {
            find(rows, algorithm.name(), State.CURRENT)
                .ifPresent(row -> row.retire(micros(retireOldAt)));
            rows.stream().filter(row -> isOver(row, now)).forEach(em::remove);
            em.flush(); // before the promotion: only one row may be current
            next.get().promote();
          }
          return next.map(SigningKeyEntity::kid);
        });
  }

  /**
   * Removes a key. Where it was current, the next one takes its place if there is one.
   *
   * @return what it was; empty if there is no such key
   */
  Optional<Algorithm> remove(String tenantId, String kid) {
    return unit.write(
        em -> {
          List<SigningKeyEntity> rows = rows(em, tenantId);
          Optional<SigningKeyEntity> found =
              rows.stream().filter(row -> row.kid().equals(kid)).findFirst();
          found.ifPresent(
              row -> {
                boolean current = row.state() == State.CURRENT;
                em.remove(row);
                em.flush(); // before the promotion: only one row may be current
                if (current) {
                  find(rows, row.algorithm(), State.NEXT).ifPresent(SigningKeyEntity::promote);
                }
              });
          return found.map(row -> Algorithm.valueOf(row.algorithm()));
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
      List<SigningKeyEntity> rows, String algorithm, State state) {
    return rows.stream()
        .filter(row -> row.state() == state && row.algorithm().equals(algorithm))
        .findFirst();
  }

  private static boolean isOver(SigningKeyEntity row, Instant now) {
    return row.retiresMicros() != null && row.retiresMicros() < micros(now);
  }

  private StoredKey open(String tenantId, SigningKeyEntity row) {
    byte[] plain = vault.decrypt(tenantId, context(row.kid()), row.privateJwk());
    try {
      return new StoredKey(
          new KeyRow(row.kid(), row.version()),
          Algorithm.valueOf(row.algorithm()),
          row.state(),
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
