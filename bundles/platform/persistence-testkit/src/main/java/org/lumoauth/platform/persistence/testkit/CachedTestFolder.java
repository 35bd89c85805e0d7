/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence.testkit;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Folders of the current account that one test run creates and later test runs reuse. */
final class CachedTestFolder {
  private CachedTestFolder() {}

  /** Fills an empty folder. */
  interface FolderContent {
    void fill(Path folder) throws IOException;
  }

  /**
   * Returns the folder with this name next to the temporary files, filled if it does not exist yet.
   */
  static Path named(String name, FolderContent content) throws IOException {
    String user = System.getProperty("user.name").replaceAll("[^A-Za-z0-9]", "_");
    Path folder = Path.of(System.getProperty("java.io.tmpdir"), name + "-" + user);
    if (!Files.isDirectory(folder)) {
      fill(folder, content);
    }
    requireOurs(folder);
    return folder;
  }

  /** Fills a folder next to it and moves that: a concurrent test run finds all or nothing. */
  private static void fill(Path folder, FolderContent content) throws IOException {
    Path beside = Files.createTempDirectory(folder.getParent(), "lumoauth-kept-");
    content.fill(beside);
    try {
      Files.move(beside, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      TestFolderCopier.delete(beside);
      if (!Files.isDirectory(folder)) {
        throw e;
      }
    }
  }

  /** A folder of another account is not used. */
  private static void requireOurs(Path folder) throws IOException {
    String owner = Files.getOwner(folder).getName();
    if (!owner.equals(System.getProperty("user.name"))) {
      throw new IOException(folder + " belongs to " + owner + "; remove it");
    }
  }
}
