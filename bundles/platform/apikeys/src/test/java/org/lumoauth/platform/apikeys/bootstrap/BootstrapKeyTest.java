package org.lumoauth.platform.apikeys.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lumoauth.testkit.fake.FakeSecretVault;

class BootstrapKeyTest {
  @TempDir private Path folder;

  @Test
  void isMadeAtTheFirstStartAndReadAtTheNext() throws IOException {
    var first = key(Optional.empty());
    var text = Files.readString(file()).strip();

    assertTrue(first.matches(text));
    assertTrue(key(Optional.empty()).matches(text));
  }

  @Test
  void isReadableByItsOwnerAlone() throws IOException {
    key(Optional.empty());

    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
  }

  @Test
  void isTakenFromTheSettingsWithoutAFile() throws IOException {
    var key = key(Optional.of("lmk_configured-by-the-operator"));

    assertTrue(key.matches("lmk_configured-by-the-operator"));
    assertFalse(Files.exists(file()));
  }

  @Test
  void isNotGuessedByAnythingElse() throws IOException {
    assertFalse(key(Optional.empty()).matches("lmk_"));
  }

  @Test
  void isRefusedWhereItIsTooShort() {
    assertThrows(IllegalStateException.class, () -> key(Optional.of("lmk_short")));
  }

  private Path file() {
    return folder.resolve("bootstrap-api-key");
  }

  private BootstrapKey key(Optional<String> configured) throws IOException {
    return new BootstrapKey(configured, new BootstrapKeyFile(file()), new FakeSecretVault());
  }
}
