/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence.datasource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;

/** A folder that only the server's account can access. */
final class OwnerOnlyDirectory {
  private OwnerOnlyDirectory() {}

  static void create(Path folder) {
    try {
      Files.createDirectories(folder);
      var view = Files.getFileAttributeView(folder, PosixFileAttributeView.class);
      if (view != null) {
        view.setPermissions(PosixFilePermissions.fromString("rwx------"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The database folder " + folder + " cannot be created.", e);
    }
  }
}
