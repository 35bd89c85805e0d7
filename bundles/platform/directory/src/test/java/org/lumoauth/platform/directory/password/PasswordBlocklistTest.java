/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.password;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PasswordBlocklistTest {
  @TempDir Path folder;

  @Test
  void readsOperatorFile() throws IOException {
    var file = Files.writeString(folder.resolve("list.txt"), "# a comment\n\nOpenSesame\n");
    var common = new PasswordBlocklist(file);

    assertTrue(common.contains("opensesame"));
    assertFalse(common.contains("# a comment"));
  }

  @Test
  void reloadsChangedFile() throws IOException {
    var file = Files.writeString(folder.resolve("list.txt"), "first\n");
    var common = new PasswordBlocklist(file);
    common.contains("first");
    Files.writeString(file, "second\n");
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_000));

    assertTrue(common.contains("second"));
  }

  @Test
  void retainsEntriesOfDeletedFile() throws IOException {
    var file = Files.writeString(folder.resolve("list.txt"), "first\n");
    var common = new PasswordBlocklist(file);
    common.contains("first");
    Files.delete(file);

    assertTrue(common.contains("first"));
  }
}
