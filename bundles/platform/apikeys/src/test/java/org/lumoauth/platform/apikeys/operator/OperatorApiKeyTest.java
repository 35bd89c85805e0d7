/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.apikeys.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lumoauth.testkit.fake.FakeSecretProtectionService;

class OperatorApiKeyTest {
  private static final String GIVEN = "lmk_0123456789abcdefghijklmnopqrstuvwxyzABCDEFG";

  @TempDir Path folder;

  @Test
  void createsKeyFileReadableOnlyByOwner() throws Exception {
    start(Map.of(), "");

    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
  }

  @Test
  void acceptsTheKeyInTheFile() throws Exception {
    var key = start(Map.of(), "");

    assertTrue(key.matches(Files.readString(file()).strip()));
  }

  @Test
  void preservesKeyAcrossRestart() throws Exception {
    start(Map.of(), "");
    var made = Files.readString(file()).strip();

    assertTrue(start(Map.of(), "").matches(made));
  }

  @Test
  void leavesNoTemporaryFile() throws Exception {
    start(Map.of(), "");

    try (var files = Files.list(folder)) {
      assertEquals(1, files.count());
    }
  }

  @Test
  void prefersTheEnvironmentToTheConfiguration() {
    var environment = Map.of("LUMOAUTH_BOOTSTRAP_API_KEY", GIVEN);

    assertTrue(start(environment, GIVEN.replace('0', 'x')).matches(GIVEN));
  }

  @Test
  void writesNoFileForConfiguredKey() {
    start(Map.of("LUMOAUTH_BOOTSTRAP_API_KEY", GIVEN), "");

    assertFalse(Files.exists(file()));
  }

  @Test
  void refusesAShortKey() {
    assertThrows(IllegalStateException.class, () -> start(Map.of(), "lmk_admin"));
  }

  @Test
  void errorDoesNotContainRejectedKey() {
    var refusal = assertThrows(IllegalStateException.class, () -> start(Map.of(), "lmk_hunter2"));

    assertFalse(refusal.getMessage().contains("hunter2"));
  }

  @Test
  void defaultsToKarafDataDirectory() {
    new OperatorApiKey(
        name -> null, "", Optional.of(folder.toString()), new FakeSecretProtectionService());

    assertTrue(Files.exists(file()));
  }

  private OperatorApiKey start(Map<String, String> environment, String configured) {
    return new OperatorApiKey(
        name -> name.equals("LUMOAUTH_DATA") ? folder.toString() : environment.get(name),
        configured,
        Optional.empty(),
        new FakeSecretProtectionService());
  }

  private Path file() {
    return folder.resolve("bootstrap-api-key");
  }
}
