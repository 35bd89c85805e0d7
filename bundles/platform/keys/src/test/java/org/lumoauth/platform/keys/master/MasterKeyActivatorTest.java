/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.keys.master;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.lumoauth.platform.keys.KeysPersistenceUnit;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class MasterKeyActivatorTest {

  @TempDir Path folder;

  @DatabaseTest
  void createsKeyForNewDatabase(TestDatabase database) throws Exception {
    var file = file("master.key");
    MasterKeyActivator.open(file, database.open(KeysPersistenceUnit.DEFINITION));

    assertTrue(file.exists());
  }

  @DatabaseTest
  void loadsSameKeyAfterRestart(TestDatabase database) throws Exception {
    var unit = database.open(KeysPersistenceUnit.DEFINITION);
    var first = MasterKeyActivator.open(file("master.key"), unit);
    var second = MasterKeyActivator.open(file("master.key"), unit);

    assertArrayEquals(first.derive("x"), second.derive("x"));
  }

  @DatabaseTest
  void rejectsMissingKeyFileForExistingDatabase(TestDatabase database) throws Exception {
    var unit = database.open(KeysPersistenceUnit.DEFINITION);
    MasterKeyActivator.open(file("master.key"), unit);

    var refusal =
        assertThrows(
            MasterKeyException.class, () -> MasterKeyActivator.open(file("elsewhere.key"), unit));
    assertTrue(refusal.getMessage().contains("is missing"));
  }

  @DatabaseTest
  void createsNoFileOnRejection(TestDatabase database) throws Exception {
    var unit = database.open(KeysPersistenceUnit.DEFINITION);
    MasterKeyActivator.open(file("master.key"), unit);
    var elsewhere = file("elsewhere.key");

    assertThrows(MasterKeyException.class, () -> MasterKeyActivator.open(elsewhere, unit));
    assertFalse(elsewhere.exists());
  }

  @DatabaseTest
  void rejectsKeyOfAnotherDatabase(TestDatabase database) throws Exception {
    var unit = database.open(KeysPersistenceUnit.DEFINITION);
    MasterKeyActivator.open(file("master.key"), unit);
    var other = file("other.key");
    other.create();

    var refusal =
        assertThrows(MasterKeyException.class, () -> MasterKeyActivator.open(other, unit));
    assertTrue(refusal.getMessage().contains("does not belong to this database"));
  }

  private MasterKeyFile file(String name) {
    return new MasterKeyFile(folder.resolve(name));
  }
}
