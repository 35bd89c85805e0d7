/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.apikeys.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperatorKeyFileTest {

  @TempDir Path folder;

  @Test
  void createsKeyOnceReadableOnlyByOwner() throws Exception {
    var path = folder.resolve("data/key");
    var file = new OperatorKeyFile(path);

    assertEquals("first", file.readOrCreate(() -> "first"));
    assertEquals("first", file.readOrCreate(() -> "second"));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
  }

  @Test
  void createsKeyInInterruptedThread() {
    var file = new OperatorKeyFile(folder.resolve("key"));

    Thread.currentThread().interrupt();
    String made = file.readOrCreate(() -> "first");

    assertTrue(Thread.interrupted(), "the interruption is left to whom it is for");
    assertEquals("first", made);
  }

  @Test
  void rejectsTooLongFile() throws Exception {
    var path = Files.writeString(folder.resolve("key"), "x".repeat(201));

    assertThrows(
        UncheckedIOException.class, () -> new OperatorKeyFile(path).readOrCreate(() -> "new"));
  }
}
