package org.lumoauth.platform.keys.master;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.lumoauth.platform.keys.cipher.AesGcmCipher;
import org.lumoauth.platform.keys.entity.MasterKeyCheckEntity;
import org.lumoauth.platform.persistence.DuplicateKeyException;
import org.lumoauth.platform.persistence.PersistenceUnit;

/** Ties the database to its master key by a known text encrypted under it. */
final class MasterKeyCheck {

  private static final String CONTEXT = "master-key-check";
  private static final byte[] KNOWN = "this is the key".getBytes(StandardCharsets.UTF_8);

  private final PersistenceUnit unit;

  MasterKeyCheck(PersistenceUnit unit) {
    this.unit = unit;
  }

  /** Whether the database was ever used with a master key. */
  boolean isDatabaseInUse() {
    return sealed().isPresent();
  }

  /** Whether this is the database's key; the first key that asks becomes it. */
  boolean matches(MasterKey key) {
    AesGcmCipher cipher = AesGcmCipher.withKey(key.derive(CONTEXT));
    byte[] sealed = sealed().orElseGet(() -> enter(cipher));
    return cipher.open(CONTEXT, sealed).filter(text -> Arrays.equals(text, KNOWN)).isPresent();
  }

  private byte[] enter(AesGcmCipher cipher) {
    byte[] sealed = cipher.seal(CONTEXT, KNOWN);
    try {
      unit.run(em -> em.persist(new MasterKeyCheckEntity(sealed)));
      return sealed;
    } catch (DuplicateKeyException e) {
      return sealed().orElseThrow(); // another node was first: its key decides
    }
  }

  private Optional<byte[]> sealed() {
    return unit.read(
        em ->
            Optional.ofNullable(em.find(MasterKeyCheckEntity.class, MasterKeyCheckEntity.ONLY))
                .map(MasterKeyCheckEntity::sealed));
  }
}
