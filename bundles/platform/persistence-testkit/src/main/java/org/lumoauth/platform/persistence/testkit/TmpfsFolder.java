/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Linux's in-memory folder, in which synchronous writes are free. */
final class TmpfsFolder {
  private static final Path PLACE = Path.of("/dev/shm");
  // Many times the space of a test run; containers often have 64 MB, which is not enough.
  private static final long ENOUGH = 1L << 30;

  private TmpfsFolder() {}

  /** Returns that folder, or the folder of temporary files if it does not exist or is too small. */
  static Path orTemporary() {
    try {
      boolean usable =
          Files.isDirectory(PLACE)
              && Files.isWritable(PLACE)
              && Files.getFileStore(PLACE).type().equals("tmpfs")
              && Files.getFileStore(PLACE).getUsableSpace() > ENOUGH;
      return usable ? PLACE : Path.of(System.getProperty("java.io.tmpdir"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
