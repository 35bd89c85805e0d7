package org.lumoauth.platform.persistence.testkit;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Folders of this account that one test run makes and later ones find again. */
final class CachedTestFolder {
  private CachedTestFolder() {}

  /** Puts into an empty folder what belongs there. */
  interface FolderContent {
    void fill(Path folder) throws IOException;
  }

  /** The folder of this name beside the temporary files, filled if it is not there yet. */
  static Path named(String name, FolderContent content) throws IOException {
    String user = System.getProperty("user.name").replaceAll("[^A-Za-z0-9]", "_");
    Path folder = Path.of(System.getProperty("java.io.tmpdir"), name + "-" + user);
    if (!Files.isDirectory(folder)) {
      fill(folder, content);
    }
    requireOurs(folder);
    return folder;
  }

  /** Fills one beside it and moves that: another test run at the same time finds all or nothing. */
  private static void fill(Path folder, FolderContent content) throws IOException {
    Path beside = Files.createTempDirectory(folder.getParent(), "lumoauth-kept-");
    content.fill(beside);
    try {
      Files.move(beside, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      TestFolders.delete(beside);
      if (!Files.isDirectory(folder)) {
        throw e;
      }
    }
  }

  /** What another account put there is not used. */
  private static void requireOurs(Path folder) throws IOException {
    String owner = Files.getOwner(folder).getName();
    if (!owner.equals(System.getProperty("user.name"))) {
      throw new IOException(folder + " belongs to " + owner + "; remove it");
    }
  }
}
