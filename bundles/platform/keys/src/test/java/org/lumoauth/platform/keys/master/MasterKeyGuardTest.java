package org.lumoauth.platform.keys.master;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.lumoauth.platform.keys.KeysUnit;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class MasterKeyGuardTest {

  @TempDir Path folder;

  @DatabaseTest
  void makesAKeyForANewDatabase(TestDatabase database) throws Exception {
    var file = file("master.key");
    MasterKeyGuard.open(file, database.open(KeysUnit.DEFINITION));

    assertTrue(file.exists());
  }

  @DatabaseTest
  void findsTheSameKeyAtTheNextStart(TestDatabase database) throws Exception {
    var unit = database.open(KeysUnit.DEFINITION);
    var first = MasterKeyGuard.open(file("master.key"), unit);
    var second = MasterKeyGuard.open(file("master.key"), unit);

    assertArrayEquals(first.derive("x"), second.derive("x"));
  }

  @DatabaseTest
  void refusesToStartWhenTheFileOfADatabaseInUseIsMissing(TestDatabase database) throws Exception {
    var unit = database.open(KeysUnit.DEFINITION);
    MasterKeyGuard.open(file("master.key"), unit);

    var refusal =
        assertThrows(
            MasterKeyException.class, () -> MasterKeyGuard.open(file("elsewhere.key"), unit));
    assertTrue(refusal.getMessage().contains("is missing"));
  }

  @DatabaseTest
  void makesNoNewFileWhenItRefuses(TestDatabase database) throws Exception {
    var unit = database.open(KeysUnit.DEFINITION);
    MasterKeyGuard.open(file("master.key"), unit);
    var elsewhere = file("elsewhere.key");

    assertThrows(MasterKeyException.class, () -> MasterKeyGuard.open(elsewhere, unit));
    assertFalse(elsewhere.exists());
  }

  @DatabaseTest
  void refusesToStartWithTheKeyOfAnotherDatabase(TestDatabase database) throws Exception {
    var unit = database.open(KeysUnit.DEFINITION);
    MasterKeyGuard.open(file("master.key"), unit);
    var other = file("other.key");
    other.create();

    var refusal = assertThrows(MasterKeyException.class, () -> MasterKeyGuard.open(other, unit));
    assertTrue(refusal.getMessage().contains("is not the one"));
  }

  private MasterKeyFile file(String name) {
    return new MasterKeyFile(folder.resolve(name));
  }
}
