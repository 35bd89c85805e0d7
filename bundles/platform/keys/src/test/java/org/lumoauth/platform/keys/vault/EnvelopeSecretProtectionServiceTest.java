/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.keys.vault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.lumoauth.platform.keys.KeysPersistenceUnit;
import org.lumoauth.platform.keys.master.MasterKey;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class EnvelopeSecretProtectionServiceTest {

  private static final String ACME = "ten_ACME";
  private static final String GLOBEX = "ten_GLOBEX";
  private static final byte[] PLAIN = "attack at dawn".getBytes(StandardCharsets.UTF_8);

  @DatabaseTest
  void decryptsAfterRestart(TestDatabase database) {
    var unit = database.open(KeysPersistenceUnit.DEFINITION);
    byte[] sealed = vault(unit).encrypt(ACME, "note/1", PLAIN);

    assertArrayEquals(PLAIN, vault(unit).decrypt(ACME, "note/1", sealed));
  }

  @DatabaseTest
  void doesNotDecryptForAnotherTenant(TestDatabase database) {
    var vault = vault(database.open(KeysPersistenceUnit.DEFINITION));
    byte[] sealed = vault.encrypt(ACME, "note/1", PLAIN);

    assertThrows(IllegalStateException.class, () -> vault.decrypt(GLOBEX, "note/1", sealed));
  }

  @DatabaseTest
  void doesNotDecryptInAnotherContext(TestDatabase database) {
    var vault = vault(database.open(KeysPersistenceUnit.DEFINITION));
    byte[] sealed = vault.encrypt(ACME, "note/1", PLAIN);

    assertThrows(IllegalStateException.class, () -> vault.decrypt(ACME, "note/2", sealed));
  }

  @DatabaseTest
  void doesNotDecryptUnderAnotherMasterKey(TestDatabase database) {
    var unit = database.open(KeysPersistenceUnit.DEFINITION);
    byte[] sealed = vault(unit).encrypt(ACME, "note/1", PLAIN);
    byte[] other = new byte[32];
    Arrays.fill(other, (byte) 9);

    var vault = EnvelopeSecretProtectionService.create(unit, new MasterKey(other), 10);
    assertThrows(IllegalStateException.class, () -> vault.decrypt(ACME, "note/1", sealed));
  }

  @DatabaseTest
  void createsOneDataKeyForTwoNodes(TestDatabase database) {
    var here = database.open(KeysPersistenceUnit.DEFINITION);
    var there = database.anotherServer().open(KeysPersistenceUnit.DEFINITION);

    IntStream.range(0, 8)
        .parallel()
        .forEach(
            n -> {
              byte[] sealed = vault(n % 2 == 0 ? here : there).encrypt(ACME, "note", PLAIN);
              assertArrayEquals(PLAIN, vault(here).decrypt(ACME, "note", sealed));
            });
    there.close();
  }

  @DatabaseTest
  void cannotDecryptAfterTenantErasure(TestDatabase database) {
    var vault = vault(database.open(KeysPersistenceUnit.DEFINITION));
    byte[] sealed = vault.encrypt(ACME, "note/1", PLAIN);
    vault.erase(ACME);

    assertThrows(IllegalStateException.class, () -> vault.decrypt(ACME, "note/1", sealed));
  }

  @DatabaseTest
  void hashesSecretDifferentlyPerPurpose(TestDatabase database) {
    var vault = vault(database.open(KeysPersistenceUnit.DEFINITION));

    assertFalse(Arrays.equals(vault.hash("api-key", "s"), vault.hash("client-secret", "s")));
  }

  @DatabaseTest
  void matchesSecretWithItsHash(TestDatabase database) {
    var vault = vault(database.open(KeysPersistenceUnit.DEFINITION));
    byte[] hash = vault.hash("api-key", "secret");

    assertTrue(vault.matches("api-key", "secret", hash));
    assertFalse(vault.matches("api-key", "secret ", hash));
  }

  @DatabaseTest
  void generatesUnique256BitSecrets(TestDatabase database) {
    var vault = vault(database.open(KeysPersistenceUnit.DEFINITION));
    var secrets = IntStream.range(0, 100).mapToObj(n -> vault.newSecret()).distinct().toList();

    assertEquals(100, secrets.size());
    assertTrue(secrets.stream().allMatch(secret -> secret.matches("[A-Za-z0-9_-]{43}")));
  }

  private static EnvelopeSecretProtectionService vault(PersistenceUnit unit) {
    return EnvelopeSecretProtectionService.create(unit, new MasterKey(new byte[32]), 10);
  }
}
