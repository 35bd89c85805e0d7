/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.keys.master;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MasterKeyFileTest {

  @TempDir Path folder;

  @Test
  void readsCreatedKey() throws Exception {
    var file = new MasterKeyFile(folder.resolve("master.key"));

    assertArrayEquals(file.create(), file.read());
  }

  @Test
  void createsAndReadsKeyInInterruptedThread() throws Exception {
    var file = new MasterKeyFile(folder.resolve("master.key"));

    Thread.currentThread().interrupt();
    byte[] made = file.create();
    byte[] read = file.read();

    assertTrue(Thread.interrupted(), "the interruption is left to whom it is for");
    assertArrayEquals(made, read);
  }

  @Test
  void createsFileReadableOnlyByOwner() throws Exception {
    var path = folder.resolve("new/master.key");
    new MasterKeyFile(path).create();

    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----"})
  void rejectsFileAccessibleToOtherUsers(String permissions) throws Exception {
    var path = folder.resolve("master.key");
    new MasterKeyFile(path).create();
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));

    assertTrue(refusal(path).contains("chmod 600"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "not base64!", "c2hvcnQ=", "AAAA"})
  void rejectsFileWithoutValidKey(String content) throws Exception {
    assertTrue(refusal(written(content)).contains("32 bytes in base64"));
  }

  @Test
  void rejectsTooLongFile() throws Exception {
    assertTrue(refusal(written("A".repeat(100_000))).contains("32 bytes in base64"));
  }

  @Test
  void prefersFileFromEnvironment() {
    var location =
        new MasterKeyFileLocator(
            Map.of("LUMOAUTH_MASTER_KEY_FILE", "/run/secrets/key", "LUMOAUTH_DATA", "/d")::get,
            name -> null);

    assertEquals(Path.of("/run/secrets/key"), location.resolve("/configured"));
  }

  @Test
  void usesConfiguredFileWithoutEnvironmentVariable() {
    var location = new MasterKeyFileLocator(Map.of("LUMOAUTH_DATA", "/d")::get, name -> null);

    assertEquals(Path.of("/configured"), location.resolve("/configured"));
  }

  @Test
  void defaultsToFileInDataDirectory() {
    var location = new MasterKeyFileLocator(Map.of("LUMOAUTH_DATA", "/d")::get, name -> null);

    assertEquals(Path.of("/d/master.key"), location.resolve(""));
  }

  private Path written(String content) throws IOException {
    var path = folder.resolve("master.key");
    Files.createFile(
        path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    return Files.writeString(path, content);
  }

  private static String refusal(Path path) {
    return assertThrows(MasterKeyException.class, () -> new MasterKeyFile(path).read())
        .getMessage();
  }
}
