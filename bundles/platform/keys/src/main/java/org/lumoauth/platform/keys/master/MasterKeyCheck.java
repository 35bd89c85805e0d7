/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.keys.master;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.lumoauth.platform.keys.cipher.AesGcmCipher;
import org.lumoauth.platform.keys.entity.MasterKeyCheckEntity;
import org.lumoauth.platform.persistence.DuplicateKeyException;
import org.lumoauth.platform.persistence.PersistenceUnit;

/** Binds the database to its master key with a known text encrypted with it. */
final class MasterKeyCheck {

  private static final String CONTEXT = "master-key-check";
  private static final byte[] KNOWN = "this is the key".getBytes(StandardCharsets.UTF_8);

  private final PersistenceUnit unit;

  MasterKeyCheck(PersistenceUnit unit) {
    this.unit = unit;
  }

  /** Returns whether the database was used with a master key before. */
  boolean isDatabaseInUse() {
    return sealed().isPresent();
  }

  /** Returns whether this is the database's key. The first key checked becomes it. */
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
      return sealed().orElseThrow(); // another node was first, and its key decides
    }
  }

  private Optional<byte[]> sealed() {
    return unit.read(
        em ->
            Optional.ofNullable(em.find(MasterKeyCheckEntity.class, MasterKeyCheckEntity.ONLY))
                .map(MasterKeyCheckEntity::sealed));
  }
}
